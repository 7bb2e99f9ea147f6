package dev.interlock.server;

import dev.interlock.log.ServerLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * SIGTERM, by {@code sun.misc.Signal} of the module jdk.unsupported, which a JVM need not have. Not by reflection: that
 * takes a proxy, and all that makes one, at the start.
 */
// What warnings of internal classes are called by a compiler that is told to have them suppressed
// (-XDenableSunApiLintControl).
@SuppressWarnings("sunapi")
final class TermSignal {
    private static final Logger LOG = ServerLog.of(TermSignal.class);

    private final Signal signal;
    private final SignalHandler former;

    private TermSignal(Signal signal, SignalHandler former) {
        this.signal = signal;
        this.former = former;
    }

    /**
     * Has the signal run the action, each time in a thread of its own.
     *
     * @return null where the signal cannot be had, as under {@code -Xrs}
     */
    static @Nullable TermSignal takeOver(Runnable action) {
        try {
            Signal signal = new Signal("TERM");
            return new TermSignal(signal, Signal.handle(signal, received -> action.run()));
        } catch (NoClassDefFoundError | IllegalArgumentException e) {
            LOG.debug("SIGTERM is the JVM's: the exit code is, too", e);
            return null;
        }
    }

    /** Gives the signal back to the one that had it. */
    void giveBack() {
        Signal.handle(signal, former);
    }
}
