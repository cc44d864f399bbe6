using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegrationHost.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class AccountTallies : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "account_days",
                columns: table => new
                {
                    Day = table.Column<long>(type: "INTEGER", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_days", x => x.Day);
                });

            migrationBuilder.CreateTable(
                name: "account_tallies",
                columns: table => new
                {
                    Status = table.Column<string>(type: "TEXT", nullable: false),
                    Environment = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Mode = table.Column<string>(type: "TEXT", nullable: false),
                    AccountType = table.Column<string>(type: "TEXT", nullable: false),
                    Differs = table.Column<bool>(type: "INTEGER", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_tallies", x => new { x.Status, x.Environment, x.Kind, x.Mode, x.AccountType, x.Differs });
                });

            migrationBuilder.CreateTable(
                name: "account_watches",
                columns: table => new
                {
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Differs = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_watches", x => x.AccountId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_verdicts_At",
                table: "verdicts",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_accounts_Trashed_CreatedAt_NameKey_Id",
                table: "accounts",
                columns: new[] { "Trashed", "CreatedAt", "NameKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_accounts_Trashed_ModifiedAt_NameKey_CreatedAt_Id",
                table: "accounts",
                columns: new[] { "Trashed", "ModifiedAt", "NameKey", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_accounts_Trashed_Status_NameKey_CreatedAt_Id",
                table: "accounts",
                columns: new[] { "Trashed", "Status", "NameKey", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_account_secrets_referring",
                table: "account_secrets",
                column: "AccountId",
                filter: "Reference IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_account_watches_Differs",
                table: "account_watches",
                column: "Differs");

            migrationBuilder.CreateIndex(
                name: "IX_account_watches_ExpiresAt",
                table: "account_watches",
                column: "ExpiresAt");

            migrationBuilder.Sql(Coverage.AccountTallyTriggers.Create);
            migrationBuilder.Sql(Coverage.AccountTallyTriggers.Fill);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(Coverage.AccountTallyTriggers.Drop);

            migrationBuilder.DropTable(
                name: "account_days");

            migrationBuilder.DropTable(
                name: "account_tallies");

            migrationBuilder.DropTable(
                name: "account_watches");

            migrationBuilder.DropIndex(
                name: "IX_verdicts_At",
                table: "verdicts");

            migrationBuilder.DropIndex(
                name: "IX_accounts_Trashed_CreatedAt_NameKey_Id",
                table: "accounts");

            migrationBuilder.DropIndex(
                name: "IX_accounts_Trashed_ModifiedAt_NameKey_CreatedAt_Id",
                table: "accounts");

            migrationBuilder.DropIndex(
                name: "IX_accounts_Trashed_Status_NameKey_CreatedAt_Id",
                table: "accounts");

            migrationBuilder.DropIndex(
                name: "IX_account_secrets_referring",
                table: "account_secrets");
        }
    }
}
