package dev.interlock.http1;

import org.jspecify.annotations.Nullable;

/**
 * Checks what stands between a chunk's size and the end of its line against the grammar of RFC 9112 section 7.1.1, and
 * forgets it. The grammar and no less: a line end or a semicolon in a quoted string, or white space before the line end,
 * is where readers differ in what they take for the end of the line.
 */
final class ChunkExtensions {
    /** Bytes of the extensions of all chunks of a body: nobody uses them but to make one chunk cost many bytes. */
    private static final int MOST_BYTES = 4096;

    private enum State {
        /** Behind the size, where an extension may begin. */
        SIZE_SPACE,
        SEMICOLON,
        NAME,
        NAME_SPACE,
        EQUALS,
        TOKEN,
        QUOTED,
        ESCAPE,
        QUOTED_END,
        /** Behind a value, where the next extension may begin. */
        VALUE_SPACE
    }

    private State state = State.SIZE_SPACE;
    private int bytes;

    /** Forgets all chunks. */
    void begin() {
        bytes = 0;
    }

    /** The size of a chunk has ended; its line has not. */
    void beginChunk() {
        state = State.SIZE_SPACE;
    }

    /** Whether the line may end here. */
    boolean isComplete() {
        return state == State.NAME || state == State.TOKEN || state == State.QUOTED_END;
    }

    /** What to say of an octet that does not fit, or of the line's end where it may not be. */
    Refusal malformed() {
        return state == State.SIZE_SPACE ? Refusal.MALFORMED_CHUNK_SIZE : Refusal.MALFORMED_EXTENSION;
    }

    /** Takes an octet that is not the line's end. */
    @Nullable
    Refusal take(byte octet) {
        State next = next(octet);
        if (next == null) {
            return malformed();
        }
        state = next;
        return ++bytes > MOST_BYTES ? Refusal.LONG_EXTENSIONS : null;
    }

    private @Nullable State next(byte octet) {
        return switch (state) {
            case SIZE_SPACE, VALUE_SPACE -> separator(octet, state);
            case SEMICOLON -> name(octet);
            case NAME -> Octets.isToken(octet) ? State.NAME : afterName(octet);
            case NAME_SPACE -> afterName(octet);
            case EQUALS -> value(octet);
            case TOKEN -> Octets.isToken(octet) ? State.TOKEN : separator(octet, State.VALUE_SPACE);
            case QUOTED -> quoted(octet);
            case ESCAPE -> Octets.isControl(octet) ? null : State.QUOTED;
            case QUOTED_END -> separator(octet, State.VALUE_SPACE);
        };
    }

    private static @Nullable State separator(byte octet, State space) {
        if (octet == ';') {
            return State.SEMICOLON;
        }
        return Octets.isSpace(octet) ? space : null;
    }

    private static @Nullable State name(byte octet) {
        if (Octets.isSpace(octet)) {
            return State.SEMICOLON;
        }
        return Octets.isToken(octet) ? State.NAME : null;
    }

    private static @Nullable State afterName(byte octet) {
        return octet == '=' ? State.EQUALS : separator(octet, State.NAME_SPACE);
    }

    private static @Nullable State value(byte octet) {
        if (Octets.isSpace(octet)) {
            return State.EQUALS;
        }
        if (octet == '"') {
            return State.QUOTED;
        }
        return Octets.isToken(octet) ? State.TOKEN : null;
    }

    /** {@code qdtext} and the backslash of RFC 9110 section 5.6.4: all but controls. */
    private static @Nullable State quoted(byte octet) {
        return switch (octet) {
            case '"' -> State.QUOTED_END;
            case '\\' -> State.ESCAPE;
            default -> Octets.isControl(octet) ? null : State.QUOTED;
        };
    }
}
