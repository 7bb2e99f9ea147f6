package dev.interlock.server;

import dev.interlock.internal.settings.Setting;
import dev.interlock.internal.settings.SettingSource;
import dev.interlock.internal.settings.Settings;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Describes in one line why a server cannot listen. */
final class BindFailure {
    private static final String EVERY_ADDRESS = "Tip: 0.0.0.0 listens on every address of this machine";

    private BindFailure() {}

    /** Returns the exception for a host name that cannot be resolved. */
    static StartException unknownHost(Settings settings, Exception cause) {
        return unknownHost(settings, Setting.HOST, cause);
    }

    /** Like {@link #unknownHost(Settings, Exception)}, for the host of another setting. */
    static StartException unknownHost(Settings settings, Setting<String> host, Exception cause) {
        return new StartException(
                "The host '" + settings.show(host) + "'" + origin(settings, host) + " is not known. " + EVERY_ADDRESS,
                cause);
    }

    /** Returns the exception for an address on which the server cannot listen. */
    static StartException of(Settings settings, Exception cause) {
        return of(settings, Setting.HOST, Setting.PORT, cause);
    }

    /** Like {@link #of(Settings, Exception)}, for an address of other settings. */
    static StartException of(Settings settings, Setting<String> host, Setting<Integer> port, Exception cause) {
        return new StartException(describe(settings, host, port, cause), cause);
    }

    /** Returns the exception for a path at which the server cannot create a unix domain socket. */
    static StartException ofUnix(Path path, Exception cause) {
        return new StartException(describe(path, cause), cause);
    }

    private static String describe(Path path, Exception cause) {
        String reason = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (cause instanceof FileAlreadyExistsException) {
            return "The file " + cause.getMessage()
                    + " exists, and is not a unix domain socket. Tip: choose another path";
        }
        if (reason.contains("in use") || reason.contains("(-98)")) {
            return "Another process listens on the unix domain socket " + path + " already. Tip: stop it or choose"
                    + " another path";
        }
        if (cause instanceof AccessDeniedException || reason.contains("denied") || reason.contains("(-13)")) {
            return "This process has no permission to create the unix domain socket " + path
                    + ". Tip: choose a directory that this process may write to";
        }
        Path directory = path.toAbsolutePath().getParent();
        if (directory != null && !Files.isDirectory(directory)) {
            return "The directory of the unix domain socket " + path
                    + " does not exist. Tip: create the directory first";
        }
        return "Cannot listen on the unix domain socket " + path + ": " + cause.getMessage();
    }

    private static String describe(Settings settings, Setting<String> host, Setting<Integer> port, Exception cause) {
        String reason = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        String kind = port == Setting.PORT ? "port " : port.name() + " ";
        String place = kind + settings.show(port) + origin(settings, port) + " of " + settings.show(host);
        // Messages of the JDK and Netty contain the system's text, which may be in any language. Some contain the error
        // number of Linux.
        if (reason.contains("in use") || reason.contains("(-98)")) {
            return "Another process listens on " + place + " already. Tip: stop it or choose another port;"
                    + " port 0 selects a free port";
        }
        if (reason.contains("denied") || reason.contains("(-13)")) {
            return "This process has no privilege to listen on " + place
                    + ". Tip: choose a port above 1023, or grant CAP_NET_BIND_SERVICE";
        }
        if (reason.contains("assign") || reason.contains("(-99)")) {
            return "No interface of this machine has the address " + settings.show(host) + origin(settings, host) + ". "
                    + EVERY_ADDRESS;
        }
        return "Cannot listen on " + place + ": " + cause.getMessage();
    }

    /** Returns the source of a value in parentheses, or an empty text if the value comes from the code. */
    private static String origin(Settings settings, Setting<?> setting) {
        SettingSource source = settings.source(setting);
        return source.isOverride() ? " (" + source.describe(setting.property(), setting.variable()) + ")" : "";
    }
}
