package dev.interlock.replay.traffic;

import java.util.ArrayList;
import java.util.List;

/** Facts about the files that a user should know, such as a file that ends early. Safe for use by several threads. */
public final class Notices {
    /** Limit on the notices that are kept. */
    private static final int MOST = 100;

    private final List<String> kept = new ArrayList<>();
    private long dropped;

    public synchronized void add(String notice) {
        if (kept.size() < MOST) {
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
