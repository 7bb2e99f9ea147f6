package dev.interlock.replay.traffic;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a GoReplay file. A request and its response have the same id, with other payloads between them. Beyond a limit,
 * the oldest request is returned without its response. The format has no connections.
 */
final class GoReplaySource implements TrafficSource {
    /** Line between payloads, with its line feeds. */
    private static final byte[] SEPARATOR = "\n🐵🙈🙉\n".getBytes(StandardCharsets.UTF_8);
    /** Maximum number of requests that wait for their responses. */
    private static final int MOST_WAITING = 10_000;
    /** Maximum memory of the requests that wait for their responses, in bytes. */
    private static final long MOST_WAITING_BYTES = 64L << 20;
    /** Maximum size of a payload in bytes. */
    private static final int MOST_BYTES = 64 << 20;

    private static final char REQUEST = '1';
    private static final char RESPONSE = '2';
    private static final char REPLAYED_RESPONSE = '3';

    private final Path file;
    private final InputStream input;
    private final Notices notices;
    private final long mostBytes;
    private final Map<String, GoReplayPayload> waiting = new LinkedHashMap<>();
    private long waitingBytes;
    private byte[] buffer = new byte[1 << 16];
    /** Number of used bytes in the buffer. */
    private int filled;
    /** Position of the start of the buffer in the file. */
    private long position;

    private boolean isOver;

    GoReplaySource(Path file, InputStream input, Notices notices) {
        this(file, input, notices, MOST_WAITING_BYTES);
    }

    /** @param mostBytes limit on the memory of the requests that wait for their responses */
    GoReplaySource(Path file, InputStream input, Notices notices, long mostBytes) {
        this.mostBytes = mostBytes;
        this.file = file;
        this.input = input;
        this.notices = notices;
    }

    @Override
    public @Nullable Exchange next() throws IOException {
        while (!isOver) {
            long at = position;
            byte[] bytes = readPayload();
            if (bytes == null) {
                isOver = true;
            } else if (bytes.length > 0) {
                Exchange complete = take(bytes, at);
                if (complete != null) {
                    return complete;
                }
            }
            if (waiting.size() > MOST_WAITING || waitingBytes > mostBytes) {
                return removeFirst();
            }
        }
        return waiting.isEmpty() ? null : removeFirst();
    }

    private Exchange removeFirst() {
        Iterator<GoReplayPayload> all = waiting.values().iterator();
        GoReplayPayload first = all.next();
        all.remove();
        waitingBytes -= first.memory();
        return first.exchange(null);
    }

    /** Adds a payload. Returns an exchange if the payload completes one. */
    private @Nullable Exchange take(byte[] bytes, long at) throws TrafficException {
        try {
            GoReplayPayload payload = GoReplayPayload.parse(bytes);
            switch (payload.kind()) {
                case REQUEST -> {
                    GoReplayPayload earlier = waiting.put(payload.id(), payload);
                    waitingBytes += payload.memory() - (earlier == null ? 0 : earlier.memory());
                    return earlier == null ? null : earlier.exchange(null);
                }
                case RESPONSE, REPLAYED_RESPONSE -> {
                    GoReplayPayload request = waiting.remove(payload.id());
                    waitingBytes -= request == null ? 0 : request.memory();
                    return request == null ? null : request.exchange(payload);
                }
                default -> throw new IllegalArgumentException("the kind of the payload is not 1, 2 or 3");
            }
        } catch (IllegalArgumentException e) {
            throw new TrafficException(
                    file + ": payload at byte " + at + ": " + e.getMessage()
                            + ". Tip: record with gor --output-file, and copy the file as it is",
                    e);
        }
    }

    /** Returns the bytes before the next separator, or null at the end of the file. */
    private byte @Nullable [] readPayload() throws IOException {
        int searched = 0;
        while (true) {
            int end = indexOfSeparator(searched);
            if (end >= 0) {
                byte[] payload = Arrays.copyOf(buffer, end);
                int next = end + SEPARATOR.length;
                System.arraycopy(buffer, next, buffer, 0, filled - next);
                filled -= next;
                position += next;
                return payload;
            }
            searched = Math.max(0, filled - SEPARATOR.length + 1);
            if (!fill()) {
                if (filled > 0) {
                    notices.add(file + " ends early, at byte " + (position + filled) + " within a payload");
                }
                return null;
            }
        }
    }

    private boolean fill() throws IOException {
        if (filled == buffer.length) {
            if (filled >= MOST_BYTES) {
                throw new TrafficException(file + ": payload at byte " + position + " is longer than " + MOST_BYTES
                        + " bytes, so this is probably not a GoReplay file");
            }
            buffer = Arrays.copyOf(buffer, filled * 2);
        }
        try {
            int read = input.read(buffer, filled, buffer.length - filled);
            filled += Math.max(0, read);
            return read >= 0;
        } catch (EOFException e) {
            // The end of the compressed file is missing.
            notices.add(file + " ends early: its compression is cut off");
            return false;
        }
    }

    private int indexOfSeparator(int from) {
        for (int i = from; i <= filled - SEPARATOR.length; i++) {
            if (buffer[i] == SEPARATOR[0]
                    && Arrays.equals(buffer, i, i + SEPARATOR.length, SEPARATOR, 0, SEPARATOR.length)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
