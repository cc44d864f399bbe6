namespace IntegrationHost.Generators.Emission;

/// <summary>
/// Looks over generated C# once more before the compiler gets it (security rule: output is counted again): nothing but ASCII, every text closed on its line, every brace closed,
/// and as many types as the model has. One pass over the characters, since a parse would cost more than all the rest.
/// </summary>
internal static class GeneratedShape
{
    /// <summary>The number of types in the code; -1 if it is not of the form that the template gives it.</summary>
    public static int CountTypes(string code)
    {
        int types = 0;
        int depth = 0;
        for (int index = 0; index < code.Length; index++)
        {
            char c = code[index];
            switch (c)
            {
                case '"':
                    index = EndOfText(code, index);
                    if (index < 0)
                    {
                        return -1;
                    }

                    break;
                case '/' when index + 1 < code.Length && code[index + 1] == '/':
                    index = EndOfLine(code, index);
                    if (index < 0)
                    {
                        return -1;
                    }

                    break;
                case '/' when index + 1 < code.Length && code[index + 1] == '*':
                case '\'' or '@' or '$':
                    return -1;
                case '{':
                    depth++;
                    break;
                case '}' when --depth < 0:
                    return -1;
                case 'p' when depth == 0 && (index == 0 || code[index - 1] == '\n') && string.CompareOrdinal(code, index, "public ", 0, 7) == 0:
                    types++;
                    break;
                default:
                    if (c is not '\n' and (< ' ' or > '~'))
                    {
                        return -1;
                    }

                    break;
            }
        }

        return depth == 0 ? types : -1;
    }

    private static int EndOfText(string code, int start)
    {
        for (int index = start + 1; index < code.Length; index++)
        {
            switch (code[index])
            {
                case '\\':
                    index++;
                    break;
                case '"':
                    return index;
                case < ' ' or > '~':
                    return -1;
            }
        }

        return -1;
    }

    private static int EndOfLine(string code, int start)
    {
        for (int index = start; index < code.Length; index++)
        {
            if (code[index] == '\n')
            {
                return index;
            }

            if (code[index] is < ' ' or > '~')
            {
                return -1;
            }
        }

        return code.Length;
    }
}
