package dev.interlock.internal.admin;

import dev.interlock.http.Execution;
import dev.interlock.observe.AdminPage;

/**
 * Page of the admin port and its path.
 *
 * @param path path without variables, such as {@code /health/live}
 * @param title description of the page, for the list of pages
 * @param execution kind of thread that runs the page
 */
public record AdminRoute(String path, String title, Execution execution, AdminPage page) {
    /** Creates a page that runs on a thread that may block. */
    public static AdminRoute blocking(String path, String title, AdminPage page) {
        return new AdminRoute(path, title, Execution.BLOCKING, page);
    }

    /** Creates a page that runs on the event loop of the admin port. */
    public static AdminRoute onLoop(String path, String title, AdminPage page) {
        return new AdminRoute(path, title, Execution.EVENT_LOOP, page);
    }

    /** Creates a page that runs on the event loop of the admin port, and may complete its response later. */
    public static AdminRoute later(String path, String title, AdminPage page) {
        return new AdminRoute(path, title, Execution.ASYNCHRONOUS, page);
    }

    /**
     * Returns whether a path begins with one slash, has further characters, and consists of letters, digits,
     * slashes, hyphens, dots and underscores.
     */
    public static boolean isPath(String path) {
        if (path.length() < 2 || path.charAt(0) != '/' || path.charAt(1) == '/') {
            return false;
        }
        // A loop instead of a stream, because the classes of streams would be loaded at each start.
        for (int i = 0; i < path.length(); i++) {
            if (!isPathCharacter(path.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPathCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "/-._".indexOf(c) >= 0;
    }
}
