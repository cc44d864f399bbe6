namespace IntegrationHost.Core.Audit;

/// <summary>Triggers that let the trail grow only at its end. They stop mistakes; against whoever drops them there is the chain.</summary>
internal static class AuditTriggers
{
    public const string Create = """
        CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
        CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
        CREATE TRIGGER audit_at_end BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE Seq >= NEW.Seq) BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
        """;

    public const string Drop = "DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete; DROP TRIGGER audit_at_end;";
}
