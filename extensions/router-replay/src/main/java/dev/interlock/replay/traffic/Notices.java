package dev.interlock.replay.traffic;

import java.util.ArrayList;
import java.util.List;

/** Notices for the user, such as a file that ends early. Safe for use by several threads. */
public final class Notices {
    /** Maximum number of kept notices. */
    private static final int MAX_NOTICES = 100;

    private final List<String> kept = new ArrayList<>();
    private long dropped;

    public synchronized void add(String notice) {
        if (kept.size() < MAX_NOTICES) {
            kept.add(notice);
        } else {
            dropped++;
        }
    }

    public synchronized List<String> all() {
        List<String> all = new ArrayList<>(kept);
        if (dropped > 0) {
            all.add(dropped + " more notices");
        }
        return all;
    }
}
