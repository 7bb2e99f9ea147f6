package dev.interlock.internal.accesslog;

import dev.interlock.http.RequestHead;
import dev.interlock.http.RouteInfo;
import org.jspecify.annotations.Nullable;

/**
 * Captures the heads of requests, and keeps idle captures for later requests. The capture of a request counts as memory
 * of its connection, so {@code connectionMemory} limits all captures together, and the connections that hold the most
 * memory are closed first. With a limit on captures alone, one client with slow requests could use up all captures.
 * Used by the thread of one event loop.
 */
final class Captures {
    /** Limit on the bytes that all idle captures hold together. */
    private static final int MOST_IDLE = 256 * 1024;

    private final LineLayout layout;
    private final HeadText text;
    private final LineBuffer values;
    private final int[] ends;
    /** Capture for a request whose head cannot be read. */
    private final Capture none;

    private @Nullable Capture idle;
    private int idleBytes;

    Captures(LineLayout layout, RouteTexts routes) {
        this.layout = layout;
        values = new LineBuffer(Escapes.of(layout.format()));
        text = new HeadText(layout, routes, values);
        ends = new int[layout.groups()];
        none = new Capture(layout.groups());
        format(null, null, null);
        none.makeRoom(values.length());
        none.fill(values, ends);
    }

    /** Returns the capture for a request whose head cannot be read. */
    Capture none() {
        return none;
    }

    /** Captures a head. */
    Capture take(RequestHead head, @Nullable RouteInfo route, @Nullable String forwarded) {
        format(head, route, forwarded);
        Capture capture = idle;
        if (capture == null) {
            capture = new Capture(layout.groups());
        } else {
            idle = capture.next;
            capture.next = null;
            idleBytes -= capture.capacity();
        }
        capture.makeRoom(values.length());
        capture.fill(values, ends);
        return capture;
    }

    /** Takes back a capture after its line was written. */
    void give(Capture capture) {
        if (capture != none && idleBytes + capture.capacity() <= MOST_IDLE) {
            idleBytes += capture.capacity();
            capture.next = idle;
            idle = capture;
        }
    }

    /** Formats the values of a head, or of a request without a head. */
    private void format(@Nullable RequestHead head, @Nullable RouteInfo route, @Nullable String forwarded) {
        values.begin(layout.textBytes());
        int group = -1;
        boolean inGroup = false;
        for (int i = 0; i < layout.size(); i++) {
            LogElement element = layout.element(i);
            if (element.kind().isOfHead()) {
                group += inGroup ? 0 : 1;
                if (head == null) {
                    values.put(element.absent());
                } else {
                    text.write(element, head, route, forwarded);
                }
                ends[group] = values.length();
            }
            inGroup = element.kind().isOfHead();
        }
    }
}
