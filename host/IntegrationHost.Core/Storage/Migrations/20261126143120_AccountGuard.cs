using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IntegrationHost.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class AccountGuard : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Owner",
                table: "verdicts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ExpectedOwner",
                table: "accounts",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Owner",
                table: "verdicts");

            migrationBuilder.DropColumn(
                name: "ExpectedOwner",
                table: "accounts");
        }
    }
}
