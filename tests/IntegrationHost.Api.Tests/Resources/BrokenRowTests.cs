using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Tests.Hosting;
using IntegrationHost.Core.Permissions;
using Microsoft.Data.Sqlite;

namespace IntegrationHost.Api.Tests.Resources;

/// <summary>Each column of each table gets values that are none of it, with SQL, while the host serves: no list answers 500, and none loses more than the row.</summary>
public sealed class BrokenRowTests : ApiTest
{
    private static readonly string[] Lists =
    [
        "/api/accounts", "/api/accounts?page=0&size=20&sort=name,asc", "/v1/IntegrationAccount", "/v1/ExecModule?page=0&size=20", "/v1/Workflow", "/v1/LlmDetails", "/api/coverage", "/api/metrics/hero",
        "/api/principals", "/api/roles", "/api/tokens", "/api/webhooks", "/api/audit?max=50", "/v1/AclEntry", "/api/status",
    ];

    // No id, bytes, beyond any calendar and any Int32, no JSON.
    private static readonly string[] Values = ["'no-id'", "x'00ff'", "9223372036854775807", "'{'"];

    [Fact]
    public async Task AnyValue_InAnyColumn_BreaksNoList()
    {
        string first = (await Api.AddAccountAsync("FIRST", "ak_one_EXAMPLE", Cancel)).Id, second = (await Api.AddAccountAsync("SECOND", "ak_two_EXAMPLE", Cancel)).Id;
        await Api.Client.VerifyAsync(first, Cancel);
        foreach (string account in (string[])[first, second])
        {
            await Api.SendAsync(
                HttpMethod.Post, "/v1/Workflow", """{"name":"Nightly","tasks":[{"name":"One","modules":[{"name":"Send","className":"com.example.AcmeSendModule","integrationAccount":{"id":"ID"}}]}]}"""
                    .Replace("ID", account, StringComparison.Ordinal), HttpStatusCode.Created, Cancel);
            await Api.SendAsync(HttpMethod.Post, "/v1/LlmDetails", """{"name":"model","provider":"other","apiType":"other","apiKey":"sk-EXAMPLE"}""", HttpStatusCode.Created, Cancel);
            await Api.SendAsync(HttpMethod.Post, "/api/webhooks", """{"url":"http://127.0.0.1:9/hook"}""", HttpStatusCode.Created, Cancel);
            (_, HttpClient http, _) = await Api.AddActorAsync("user" + account[..4], Cancel);
            http.Dispose();
            await Api.GrantAsync(SecuredType.Account, account, "user" + account[..4], "READ", Cancel);
            await Api.SendAsync(HttpMethod.Post, "/api/roles", $$"""{"roleName":"role{{account[..4]}}"}""", HttpStatusCode.Created, Cancel);
        }

        Dictionary<string, int> whole = [];
        foreach (string list in Lists)
            whole[list] = Count((await AskAsync(list)).Body);
        Assert.True(whole["/api/accounts"] == 2 && whole["/v1/ExecModule?page=0&size=20"] == 2 && whole["/v1/AclEntry"] == 2, "There is too little to lose.");

        List<string> wrong = [];
        int changed = 0;
        await using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = Api.Options.Paths.DatabasePath, Pooling = false, DefaultTimeout = 30 }.ToString());
        await connection.OpenAsync(Cancel);
        await RunAsync(connection, "PRAGMA foreign_keys=OFF; DROP TRIGGER audit_no_update;");
        foreach ((string table, string column) in await ColumnsAsync(connection))
        {
            foreach (string value in Values)
            {
                object? row = await RunAsync(connection, $"SELECT min(rowid) FROM {table}");
                if (row is null or DBNull || !await TryAsync(connection, $"CREATE TEMP TABLE kept AS SELECT \"{column}\" AS value FROM {table} WHERE rowid = {row}; UPDATE {table} SET \"{column}\" = {value} WHERE rowid = {row}"))
                {
                    await RunAsync(connection, "DROP TABLE IF EXISTS temp.kept");
                    continue;
                }

                changed++;
                foreach (string list in Lists)
                {
                    (HttpStatusCode status, JsonNode? body) = await AskAsync(list);
                    if (status != HttpStatusCode.OK || Count(body) < whole[list] - 1)
                        wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{table}.{column} = {value}: {list} gives {(int)status} with {Count(body)} of {whole[list]}"));
                }

                // Where the column is the row's number, it has another one now.
                await RunAsync(connection, $"UPDATE {table} SET \"{column}\" = (SELECT value FROM temp.kept) WHERE rowid = {row} OR (SELECT count(*) FROM {table} WHERE rowid = {row}) = 0 AND rowid = {(value[0] == '9' ? value : "0")}; DROP TABLE temp.kept");
            }
        }

        TestContext.Current.SendDiagnosticMessage($"Values that are none of their column: {changed}, lists asked {changed * Lists.Length}, wrong {wrong.Count}.");
        Assert.True(changed > 250, $"Only {changed} values.");
        Assert.True(wrong.Count == 0, string.Join("\n", wrong.Take(40)));
    }

    private async Task<(HttpStatusCode Status, JsonNode? Body)> AskAsync(string path)
    {
        using HttpResponseMessage response = await Api.Http.GetAsync(path, Cancel);
        string body = await response.Content.ReadAsStringAsync(Cancel);
        return (response.StatusCode, response.IsSuccessStatusCode ? JsonNode.Parse(body) : null);
    }

    private static int Count(JsonNode? body) => body is JsonArray list ? list.Count : 1;

    private static async Task<List<(string Table, string Column)>> ColumnsAsync(SqliteConnection connection)
    {
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE '\\_\\_EF%' ESCAPE '\\'";
        await using SqliteDataReader reader = await command.ExecuteReaderAsync(Cancel);
        List<(string, string)> columns = [];
        while (await reader.ReadAsync(Cancel))
            columns.Add((reader.GetString(0), reader.GetString(1)));
        return columns;
    }

    private static async Task<object?> RunAsync(SqliteConnection connection, string statement)
    {
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = statement;
        return await command.ExecuteScalarAsync(Cancel);
    }

    // The database refuses some by itself: what must be unique, or be bytes.
    private static async Task<bool> TryAsync(SqliteConnection connection, string statement)
    {
        try
        {
            await RunAsync(connection, statement);
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }
}
