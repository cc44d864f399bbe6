namespace IntegrationHost.TestVendors.Mail;

/// <summary>A message in a mailbox.</summary>
/// <param name="Uid">Its unique id.</param>
/// <param name="Mailbox">Where it lies.</param>
/// <param name="Text">Header and body.</param>
public sealed record StoredMail(uint Uid, string Mailbox, string Text);
