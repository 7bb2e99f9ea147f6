package dev.interlock.internal.http1;

import dev.interlock.internal.syntax.Octets;
import org.jspecify.annotations.Nullable;

/**
 * Checks the extensions of a chunk, between its size and the end of its line, against the grammar of RFC 9112 section
 * 7.1.1, and drops them. The check is strict, because parsers disagree in two cases: a quoted string contains a line
 * end or a semicolon, or white space precedes the line end.
 */
final class ChunkExtensions {
    /**
     * Limit on the bytes of all chunk extensions of a body. In practice, only attackers use extensions. They make small
     * chunks expensive.
     */
    private static final int MOST_BYTES = 4096;

    private enum State {
        /** State after the size, where an extension may begin. */
        SIZE_SPACE,
        SEMICOLON,
        NAME,
        NAME_SPACE,
        EQUALS,
        TOKEN,
        QUOTED,
        ESCAPE,
        QUOTED_END,
        /** State after a value, where the next extension may begin. */
        VALUE_SPACE
    }

    private State state = State.SIZE_SPACE;
    private int bytes;

    /** Starts a body, and resets the count of bytes. */
    void begin() {
        bytes = 0;
    }

    /** Starts the extensions of a chunk, after its size. */
    void beginChunk() {
        state = State.SIZE_SPACE;
    }

    /** Returns whether the line may end now. */
    boolean isComplete() {
        return state == State.NAME || state == State.TOKEN || state == State.QUOTED_END;
    }

    /** Returns the reason to reject the line: the grammar does not allow an octet, or the line ends too early. */
    Refusal malformed() {
        return state == State.SIZE_SPACE ? Refusal.MALFORMED_CHUNK_SIZE : Refusal.MALFORMED_EXTENSION;
    }

    /** Checks the next octet before the end of the line. Returns the reason to reject the octet, or null. */
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

    /**
     * Returns the state after an octet within a quoted string (RFC 9110 section 5.6.4), or null for a control
     * character.
     */
    private static @Nullable State quoted(byte octet) {
        return switch (octet) {
            case '"' -> State.QUOTED_END;
            case '\\' -> State.ESCAPE;
            default -> Octets.isControl(octet) ? null : State.QUOTED;
        };
    }
}
