using IntegrationHost.Console.Pasting;

namespace IntegrationHost.Console.Tests.Pasting;

public sealed class KeyLookTests
{
    [Theory]
    [InlineData("CANARY7d1f93e2b5a84c06")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("acme-live-Zx8_q2-Lk93mVw77Tp")]
    [InlineData("  eyJhbGciOiJSUzI1NiJ9Zx8q2Lk93.x.y  ")]
    public void WhatNobodyCanRead_LooksLikeAKey(string text) => Assert.True(KeyLook.IsOpaque(text));

    [Theory]
    [InlineData("")]
    [InlineData("slack-bot-production-eu-west-1-v2")]
    [InlineData("SALESFORCE_SANDBOX_2026_Q4_TEAM7")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("3f2504e0-4f89-11d3-9a0c-0305e82c3301")]
    [InlineData("https://127.0.0.1:8080/v2/a1B2c3D4e5F6g7H8i9J0k1")]
    [InlineData("first.last2026@mail.example.com")]
    [InlineData("My Salesforce Org 2026 For Team A1 And B2")]
    public void WordsNumbersAddressesAndGuids_DoNot(string text) => Assert.False(KeyLook.IsOpaque(text));
}
