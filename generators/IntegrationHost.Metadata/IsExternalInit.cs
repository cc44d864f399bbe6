namespace System.Runtime.CompilerServices;

/// <summary>What the compiler asks for to allow <c>init</c>; the platform has it only from .NET 5 on.</summary>
internal static class IsExternalInit
{
}
