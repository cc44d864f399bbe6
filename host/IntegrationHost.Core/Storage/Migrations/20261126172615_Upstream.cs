using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegrationHost.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Upstream : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "upstream_accounts",
                columns: table => new
                {
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Server = table.Column<string>(type: "TEXT", nullable: false),
                    UpstreamId = table.Column<string>(type: "TEXT", nullable: true),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    SendKey = table.Column<string>(type: "TEXT", nullable: false),
                    Before = table.Column<string>(type: "TEXT", nullable: false),
                    Changed = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Problem = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Mac = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_upstream_accounts", x => x.AccountId);
                });

            migrationBuilder.CreateTable(
                name: "upstream_modules",
                columns: table => new
                {
                    ModuleId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Seen = table.Column<byte[]>(type: "BLOB", nullable: false),
                    WantedAccountId = table.Column<Guid>(type: "TEXT", nullable: true),
                    WantsNone = table.Column<bool>(type: "INTEGER", nullable: false),
                    Problem = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_upstream_modules", x => x.ModuleId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_upstream_accounts_State",
                table: "upstream_accounts",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_upstream_accounts_UpstreamId",
                table: "upstream_accounts",
                column: "UpstreamId");

            migrationBuilder.CreateIndex(
                name: "IX_upstream_modules_WantedAccountId",
                table: "upstream_modules",
                column: "WantedAccountId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "upstream_accounts");

            migrationBuilder.DropTable(
                name: "upstream_modules");
        }
    }
}
