package dev.interlock.file;

/**
 * Rejects request paths that must never be used as file names, whatever the system: paths that leave the root, that
 * name a drive, a stream or a device, or that are hidden. The {@link FileSource} checks whether the file itself is
 * below the root.
 */
final class FilePath {
    private FilePath() {}

    /**
     * Whether a path may name a file.
     *
     * @param path decoded segments with slashes between them
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

    /** Whether the segment between the indices is a file name that means the same on every system. */
    private static boolean isName(String path, int from, int to) {
        if (from == to) {
            return false;
        }
        boolean dots = true;
        for (int i = from; i < to; i++) {
            char c = path.charAt(i);
            // On Windows, a backslash separates names and a colon begins a stream. Names have no control characters.
            if (c == '\\' || c == ':' || c < ' ' || c == 0x7f) {
                return false;
            }
            dots &= c == '.';
        }
        // Windows ignores a dot or a space at the end: "secret.txt." would be another name of secret.txt.
        char last = path.charAt(to - 1);
        return !dots && last != '.' && last != ' ';
    }
}
