package dev.interlock.file;

/**
 * Which paths of requests may name a file below a root at all, on any system: none that leaves it, none that means a drive,
 * a stream or a device, none that is hidden. Whether what it names lies below the root is for the {@link FileSource} to see.
 */
final class FilePath {
    private FilePath() {}

    /**
     * Whether the path is one.
     *
     * @param path segments with slashes between them, decoded
     * @param hidden whether names that begin with a dot are allowed
     */
    static boolean isAllowed(String path, boolean hidden) {
        int from = 0;
        for (int at = 0; at <= path.length(); at++) {
            if (at == path.length() || path.charAt(at) == '/') {
                if (!isName(path, from, at) || (!hidden && path.charAt(from) == '.')) {
                    return false;
                }
                from = at + 1;
            }
        }
        return true;
    }

    /** Whether what is between the indices is the name of a file, the same on every system. */
    private static boolean isName(String path, int from, int to) {
        if (from == to) {
            return false;
        }
        boolean dots = true;
        for (int i = from; i < to; i++) {
            char c = path.charAt(i);
            // Backslashes separate and colons begin a stream on Windows; control characters have no business in a name.
            if (c == '\\' || c == ':' || c < ' ' || c == 0x7f) {
                return false;
            }
            dots &= c == '.';
        }
        // Windows leaves these out at the end: "secret.txt." would be another name of secret.txt.
        char last = path.charAt(to - 1);
        return !dots && last != '.' && last != ' ';
    }
}
