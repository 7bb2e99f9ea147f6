package dev.interlock.processor.crosstalk;

import java.util.Arrays;

/** An expected response. Compares it with the received bytes, which may arrive in pieces of any size. */
final class ExpectedResponse {
    /** The part of a chunked body that is expected next. */
    private enum Chunk {
        SIZE,
        CONTENT,
        END
    }

    private final Sample sample;
    private final byte[] head;
    private final byte[] body;
    private final boolean chunked;
    private int headRead;
    private int bodyRead;
    private Chunk chunk = Chunk.SIZE;
    private int chunkLeft;
    private final StringBuilder line = new StringBuilder();
    private boolean lastChunk;
    private boolean ended;

    ExpectedResponse(Sample sample, byte[] head, byte[] body, boolean chunked) {
        this.sample = sample;
        this.head = head;
        this.body = body;
        this.chunked = chunked;
    }

    Sample sample() {
        return sample;
    }

    /** Returns a description of the current position of the comparison. */
    String position() {
        return headRead < head.length ? "byte " + headRead + " of the head" : "byte " + bodyRead + " of the body";
    }

    boolean isComplete() {
        boolean bodyEnded = chunked ? ended : bodyRead == body.length;
        return headRead == head.length && bodyEnded;
    }

    /** Returns the expected bytes near the current position. */
    byte[] around() {
        byte[] all = headRead < head.length ? head : body;
        int at = headRead < head.length ? headRead : bodyRead;
        return Arrays.copyOfRange(all, Math.max(0, at - 60), Math.min(all.length, at + 60));
    }

    /**
     * Compares bytes until the response is complete.
     *
     * @return index of the first byte after the compared bytes, or {@code ~i} if byte {@code i} differs
     */
    int check(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && !isComplete()) {
            if (!accepts(bytes[at])) {
                return ~at;
            }
            at++;
        }
        return at;
    }

    private boolean accepts(byte next) {
        if (headRead < head.length) {
            byte wanted = head[headRead++];
            return wanted == next || wanted == HeadModel.ANY;
        }
        return chunked ? acceptsChunked(next) : next == body[bodyRead++];
    }

    private boolean acceptsChunked(byte next) {
        return switch (chunk) {
            case CONTENT -> acceptsContent(next);
            case SIZE -> acceptsSize(next);
            case END -> acceptsEnd(next);
        };
    }

    private boolean acceptsContent(byte next) {
        if (bodyRead == body.length || next != body[bodyRead]) {
            return false;
        }
        bodyRead++;
        chunkLeft--;
        if (chunkLeft == 0) {
            chunk = Chunk.END;
        }
        return true;
    }

    private boolean acceptsSize(byte next) {
        line.append((char) next);
        if (next != '\n') {
            return next == '\r' || Character.digit(next, 16) >= 0;
        }
        chunkLeft = Integer.parseInt(line.substring(0, line.length() - 2), 16);
        line.setLength(0);
        lastChunk = chunkLeft == 0;
        chunk = lastChunk ? Chunk.END : Chunk.CONTENT;
        return !lastChunk || bodyRead == body.length;
    }

    private boolean acceptsEnd(byte next) {
        if (next != "\r\n".charAt(line.length())) {
            return false;
        }
        line.append((char) next);
        if (line.length() == 2) {
            line.setLength(0);
            ended = lastChunk;
            chunk = Chunk.SIZE;
        }
        return true;
    }
}
