package dev.interlock.internal.engine;

/** Switches reading of a link on and off. Reading is on at first. */
final class ReadGate {
    private boolean open = true;

    /**
     * Switches reading on or off.
     *
     * @return whether this call has switched reading off
     */
    boolean set(Link link, boolean wanted) {
        if (wanted == open) {
            return false;
        }
        open = wanted;
        link.setReading(wanted);
        return !wanted;
    }
}
