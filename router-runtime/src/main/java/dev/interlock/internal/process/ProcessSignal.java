package dev.interlock.internal.process;

import dev.interlock.internal.log.ServerLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Handler of a signal. It uses {@code sun.misc.Signal} of the module jdk.unsupported, which a run-time image may lack.
 * It does not use reflection, because that would need a proxy, which would slow down the start.
 */
// Suppresses the warning about internal classes. This only works in compilers with -XDenableSunApiLintControl.
@SuppressWarnings("sunapi")
final class ProcessSignal {
    private static final Logger LOG = ServerLog.of(ProcessSignal.class);

    private final Signal signal;
    private final SignalHandler former;

    private ProcessSignal(Signal signal, SignalHandler former) {
        this.signal = signal;
        this.former = former;
    }

    /**
     * Takes over a signal from the JVM. Each signal runs the action in a new thread.
     *
     * @param name name without its prefix, such as {@code TERM}
     * @return null if the signal is not available, for example under {@code -Xrs}
     */
    static @Nullable ProcessSignal takeOver(String name, Runnable action) {
        try {
            Signal signal = new Signal(name);
            return new ProcessSignal(signal, Signal.handle(signal, received -> action.run()));
        } catch (NoClassDefFoundError | IllegalArgumentException e) {
            LOG.debug("The JVM handles SIG{} itself", name, e);
            return null;
        }
    }

    /** Restores the earlier handler of the signal. */
    void giveBack() {
        Signal.handle(signal, former);
    }
}
