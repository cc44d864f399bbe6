using IntegrationHost.Core.Guard;

namespace IntegrationHost.Core.Tests.Guard;

public sealed class EnvironmentNamesTests
{
    [Theory]
    [InlineData("production")]
    [InlineData("prod")]
    [InlineData("PROD")]
    [InlineData("live")]
    [InlineData("eu-production")]
    [InlineData("prod_eu2")]
    public void Classify_Production_IsProduction(string name) => Assert.Equal(EnvironmentClass.Production, EnvironmentNames.Classify(name));

    [Theory]
    [InlineData("staging")]
    [InlineData("stage2")]
    [InlineData("test")]
    [InlineData("Dev")]
    [InlineData("development")]
    [InlineData("sandbox-eu")]
    [InlineData("qa")]
    [InlineData("uat1")]
    [InlineData("pre-production")]
    [InlineData("preprod")]
    [InlineData("non-prod")]
    [InlineData("localTest")]
    public void Classify_Before_IsNonProduction(string name) => Assert.Equal(EnvironmentClass.NonProduction, EnvironmentNames.Classify(name));

    [Theory]
    [InlineData("")]
    [InlineData("eu")]
    [InlineData("blue")]
    [InlineData("products")]
    [InlineData("livestock")]
    [InlineData("device-farm")]
    [InlineData("contest")]
    [InlineData("prod-test")]
    public void Classify_NothingOrBoth_IsUnknown(string name) => Assert.Equal(EnvironmentClass.Unknown, EnvironmentNames.Classify(name));

    [Theory]
    [InlineData("Trial", true)]
    [InlineData("DEVELOPER_TEST", true)]
    [InlineData("Developer Edition", true)]
    [InlineData("SANDBOX", true)]
    [InlineData("isSandbox", true)]
    [InlineData("Full", false)]
    [InlineData("STANDARD", false)]
    [InlineData("Enterprise Edition", false)]
    public void IsTryOut_AccountType_IsTold(string type, bool expected) => Assert.Equal(expected, EnvironmentNames.IsTryOut(type));

    [Theory]
    [InlineData("prod", "production", true)]
    [InlineData("prod", "PROD", true)]
    [InlineData("live", "eu-production", true)]
    [InlineData("eu-prod", "production-eu", true)]
    [InlineData("eu-prod", "production", false)]
    [InlineData("eu-prod", "us-prod", false)]
    [InlineData("prod", "pre-prod", false)]
    [InlineData("prod", "prod-test", false)]
    [InlineData("prod", "staging", false)]
    [InlineData("prod", "", false)]
    [InlineData("staging", "stage", true)]
    [InlineData("staging", "dev", false)]
    [InlineData("staging", "staging-eu", true)]
    [InlineData("dev", "development", true)]
    [InlineData("dev1", "dev2", false)]
    [InlineData("pre-prod", "pre-production", true)]
    [InlineData("pre-prod", "prod", false)]
    [InlineData("blue", "blue", true)]
    [InlineData("blue", "green", false)]
    [InlineData("Блу", "блу", true)]
    [InlineData("!", "?", false)]
    public void Fits_AnotherName_OnlyIfEveryWordIsThere(string wanted, string actual, bool expected) => Assert.Equal(expected, EnvironmentNames.Fits(wanted, actual));
}
