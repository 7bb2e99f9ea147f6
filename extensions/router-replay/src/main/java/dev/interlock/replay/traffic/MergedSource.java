package dev.interlock.replay.traffic;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Merges sources by arrival. Opens a source only when the recorded time reaches its start. */
final class MergedSource implements TrafficSource {
    private final ReorderWindow window;
    private final Notices notices;
    private final List<TrafficSource> all;
    private final PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparingLong(Head::at));
    private boolean isReported;
    /** Damage in a source. Reported after all exchanges before it. */
    private @Nullable IOException damage;

    /** A source and its next exchange, which is null if it was not read yet. */
    private record Head(
            long at, TrafficSource source, @Nullable Exchange exchange) {}

    MergedSource(List<? extends TrafficSource> sources, ReorderWindow window, Notices notices) {
        this.window = window;
        this.notices = notices;
        all = new ArrayList<>(sources);
        for (TrafficSource source : sources) {
            heads.add(new Head(source.earliestNanos(), source, null));
        }
    }

    @Override
    public @Nullable Exchange next() throws IOException {
        Exchange first = window.poll();
        while (first == null && !heads.isEmpty()) {
            step();
            first = window.poll();
        }
        if (first == null) {
            window.end();
            first = window.poll();
        }
        if (first == null) {
            report();
            if (damage != null) {
                throw damage;
            }
        }
        return first;
    }

    private void step() {
        Head head = heads.remove();
        if (head.exchange() != null) {
            window.add(head.exchange());
        }
        try {
            advance(head);
        } catch (IOException e) {
            damage = e;
            heads.clear();
        }
    }

    private void advance(Head head) throws IOException {
        Exchange next = head.source().next();
        if (next == null) {
            head.source().close();
        } else {
            heads.add(new Head(next.completedNanos(), head.source(), next));
        }
    }

    private void report() {
        if (window.late() > 0 && !isReported) {
            isReported = true;
            notices.add(window.late() + " exchanges took longer than the reorder window, so they were sent later than "
                    + "recorded. Tip: use a longer --reorder-window");
        }
    }

    @Override
    public void close() throws IOException {
        for (TrafficSource source : all) {
            source.close();
        }
    }
}
