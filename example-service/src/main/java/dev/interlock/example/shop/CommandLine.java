package dev.interlock.example.shop;

import org.jspecify.annotations.Nullable;

/**
 * Settings from the command line.
 * @param port 0 to 65535; for 0, the system chooses the port
 */
record CommandLine(int port) {
    private static final int DEFAULT_PORT = 8080;
    private static final int MAX_PORT = 65_535;

    /** A mistake of the user. The message states how to correct it. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    /**
     * Reads the arguments.
     *
     * @param variable environment variable {@code PORT}, used if there is no {@code --port}; null if unset
     */
    static CommandLine parse(String[] arguments, @Nullable String variable) throws UsageException {
        if (arguments.length == 0) {
            return new CommandLine(variable == null ? DEFAULT_PORT : port("The variable PORT", variable));
        }
        if (!arguments[0].equals("--port")) {
            throw new UsageException("Unknown argument '" + arguments[0] + "'. Usage: example-service [--port N]");
        }
        if (arguments.length != 2) {
            throw new UsageException("--port takes exactly one number. Usage: example-service [--port N]");
        }
        return new CommandLine(port("--port", arguments[1]));
    }

    private static int port(String what, String text) throws UsageException {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // The check below reports this like a number that is out of range.
        }
        throw new UsageException(what + " must be a number from 0 to " + MAX_PORT + ", not '" + text + "'");
    }
}
