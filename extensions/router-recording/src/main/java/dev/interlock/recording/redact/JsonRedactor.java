package dev.interlock.recording.redact;

import dev.interlock.bytes.ByteWriter;

/**
 * Hides secret values of a JSON text (RFC 8259) in one pass over its bytes, without a tree. Copies all other bytes
 * unchanged. A hidden object or array keeps its structure, but all values in it are hidden. Not safe for use by several
 * threads.
 */
final class JsonRedactor {
    /** Maximum nesting depth of objects and arrays. */
    private static final int MAX_DEPTH = 200;

    /** Nothing is known of a pair of name and value. */
    private static final int NO_PAIR = 0;
    /** The value came first, and is in the output. */
    private static final int SEEN_VALUE = 1;
    /** The name is that of a secret. */
    private static final int SECRET_PAIR = 2;

    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final Pseudonyms pseudonyms;
    private final NameCache names;
    private final Embedded embedded;
    private final ByteWriter decoded = new ByteWriter(256);

    private byte[] bytes = {};
    private int to;
    private int at;
    /** Index up to which the output contains the input. */
    private int copied;

    /** Index after the last complete value, or after the start of an object or array. */
    private int lastComplete;

    private boolean isMalformed;
    /** Whether the output has a value that turned out to be secret only after it. */
    private boolean isUnusable;

    private Automaton pointers = Automaton.NONE;
    private Automaton schema = Automaton.NONE;
    private ByteWriter out = decoded;

    /**
     * Creates a redactor.
     *
     * @param names cache of {@link MemberKind}s
     * @param embedded redacts strings that contain links or JSON, such as the {@code instance} of problem documents
     */
    JsonRedactor(Pseudonyms pseudonyms, NameCache names, Embedded embedded) {
        this.pseudonyms = pseudonyms;
        this.names = names;
        this.embedded = embedded;
    }

    /** Sets which values to hide in the next texts. */
    JsonRedactor hide(Automaton byPointers, Automaton bySchema) {
        pointers = byPointers;
        schema = bySchema;
        return this;
    }

    /**
     * Appends the redacted text.
     *
     * @param mayEndEarly whether the text may be cut; the output then ends after the last complete value
     * @return false if the text is not JSON; callers must then discard the output
     */
    boolean append(byte[] text, int from, int end, boolean mayEndEarly, ByteWriter into) {
        bytes = text;
        at = from;
        to = end;
        copied = from;
        lastComplete = from;
        out = into;
        isMalformed = false;
        isUnusable = false;
        value(pointers.start(), schema.start(), false, 0);
        skipSpace();
        if (!isMalformed && at < to) {
            isMalformed = true;
        }
        // A cut text lacks only its end, so an error before the end is a real one.
        boolean isUsable = !isUnusable && (!isMalformed || (mayEndEarly && at >= to));
        if (isUsable) {
            into.append(text, copied, isMalformed ? Math.max(copied, lastComplete) : to);
        }
        bytes = NULL;
        return isUsable;
    }

    private void value(int pointer, int field, boolean isHidden, int depth) {
        skipSpace();
        if (at >= to) {
            isMalformed = true;
            return;
        }
        boolean hides = isHidden || pointers.isHidden(pointer) || schema.isHidden(field);
        switch (bytes[at]) {
            case '{' -> object(pointer, field, hides, depth + 1);
            case '[' -> array(pointer, field, hides, depth + 1);
            case '"' -> text(hides);
            case 't' -> literal(TRUE, hides);
            case 'f' -> literal(FALSE, hides);
            case 'n' -> literal(NULL, false);
            default -> number(hides);
        }
        if (!isMalformed) {
            lastComplete = at;
        }
    }

    private void object(int pointer, int field, boolean isHidden, int depth) {
        open(depth);
        if (next('}')) {
            return;
        }
        int pair = NO_PAIR;
        while (!isMalformed) {
            skipSpace();
            int from = at + 1;
            if (at >= to || bytes[at] != '"' || !skipText()) {
                isMalformed = true;
                return;
            }
            pair = member(from, at - 1, pointer, field, isHidden, pair, depth);
            if (isMalformed || next('}')) {
                return;
            }
            require(',');
        }
    }

    /**
     * Reads the colon and the value of a member whose name is from {@code from} to {@code end}.
     *
     * @param pair state of a pair such as {@code {"name":"token","value":"x"}}
     * @return state of the pair after this member
     */
    private int member(int from, int end, int pointer, int field, boolean isHidden, int pair, int depth) {
        require(':');
        if (isMalformed) {
            return pair;
        }
        byte[] name = bytes;
        int nameFrom = from;
        int nameTo = end;
        if (hasEscape(from, end)) {
            JsonText.decode(bytes, from, end, decoded);
            name = decoded.array();
            nameFrom = 0;
            nameTo = decoded.length();
        }
        int nextPointer = pointers.member(pointer, name, nameFrom, nameTo);
        int nextField = schema.member(field, name, nameFrom, nameTo);
        int kind = names.of(name, nameFrom, nameTo);
        boolean hidesPair = kind == MemberKind.VALUE && pair == SECRET_PAIR;
        boolean hides = isHidden || kind == MemberKind.SECRET || hidesPair;
        skipSpace();
        int valueFrom = at;
        value(nextPointer, nextField, hides, depth);
        if (kind == MemberKind.LABEL
                && !isMalformed
                && bytes[valueFrom] == '"'
                && isSecretLabel(valueFrom + 1, at - 1)) {
            // Without a second pass, the output cannot be changed.
            isUnusable |= pair == SEEN_VALUE;
            return SECRET_PAIR;
        }
        return kind == MemberKind.VALUE && !hides && pair == NO_PAIR ? SEEN_VALUE : pair;
    }

    /** Whether a text, or the last token of a path such as {@code /user/password}, is a secret name. */
    private boolean isSecretLabel(int from, int end) {
        JsonText.decode(bytes, from, end, decoded);
        int last = decoded.length();
        while (last > 0 && decoded.array()[last - 1] != '/' && decoded.array()[last - 1] != '.') {
            last--;
        }
        return names.of(decoded.array(), last, decoded.length()) == MemberKind.SECRET;
    }

    private void array(int pointer, int field, boolean isHidden, int depth) {
        open(depth);
        if (next(']')) {
            return;
        }
        for (int index = 0; !isMalformed; index++) {
            value(pointers.element(pointer, index), schema.element(field, index), isHidden, depth);
            if (isMalformed || next(']')) {
                return;
            }
            require(',');
        }
    }

    private void open(int depth) {
        at++;
        lastComplete = at;
        if (depth > MAX_DEPTH) {
            at = Math.min(at, to - 1);
            isMalformed = true;
        }
    }

    private void text(boolean hides) {
        int from = at;
        if (!skipText()) {
            isMalformed = true;
        } else if (hides) {
            out.append(bytes, copied, from + 1);
            JsonText.decode(bytes, from + 1, at - 1, decoded);
            pseudonyms.append(decoded.array(), 0, decoded.length(), out);
            out.append((byte) '"');
            copied = at;
        } else if (mayEmbed(from + 1, at - 1)) {
            embedded(from);
        }
    }

    /** Whether a text begins like JSON, or has a slash or a question mark like a link. */
    private boolean mayEmbed(int from, int end) {
        int first = Texts.skipSpace(bytes, from, end);
        if (first < end && (bytes[first] == '{' || bytes[first] == '[' || bytes[first] == '\\')) {
            return true;
        }
        for (int i = first; i < end; i++) {
            if (bytes[i] == '/' || bytes[i] == '?') {
                return true;
            }
        }
        return false;
    }

    /** Redacts a text that ends here, if it is a link or JSON with a secret. */
    private void embedded(int from) {
        JsonText.decode(bytes, from + 1, at - 1, decoded);
        byte[] redacted = embedded.redact(decoded.array(), 0, decoded.length());
        if (redacted != null) {
            out.append(bytes, copied, from + 1);
            JsonText.encode(redacted, out);
            out.append((byte) '"');
            copied = at;
        }
    }

    /** Skips a string. Returns false if the string is malformed or cut. */
    private boolean skipText() {
        at++;
        while (true) {
            at = Words.endOfPlain(bytes, at, to);
            if (at >= to) {
                return false;
            }
            if (bytes[at] == '"') {
                at++;
                return true;
            }
            if (bytes[at] != '\\') {
                return false;
            }
            at = Math.min(at + 2, to);
        }
    }

    private boolean hasEscape(int from, int end) {
        return Words.endOfPlain(bytes, from, end) < end;
    }

    private void literal(byte[] word, boolean hides) {
        int from = at;
        for (byte each : word) {
            if (at >= to || bytes[at] != each) {
                isMalformed = true;
                return;
            }
            at++;
        }
        if (hides) {
            // A pseudonym has only two possible inputs here, so it would reveal the value. All values become false.
            replace(from).append(FALSE);
        }
    }

    private void number(boolean hides) {
        int from = at;
        int digits = 0;
        while (at < to && isOfNumber(bytes[at])) {
            digits += bytes[at] >= '0' && bytes[at] <= '9' ? 1 : 0;
            at++;
        }
        // A number at the end of a cut text may lack digits.
        if (digits == 0) {
            isMalformed = true;
        } else if (hides) {
            boolean isNegative = bytes[from] == '-';
            ByteWriter into = replace(from);
            if (isNegative) {
                into.append((byte) '-');
            }
            pseudonyms.appendNumber(bytes, isNegative ? from + 1 : from, at, into);
        }
    }

    private static boolean isOfNumber(byte each) {
        return (each >= '0' && each <= '9') || each == '-' || each == '+' || each == '.' || each == 'e' || each == 'E';
    }

    /** Prepares the replacement of a value that ends here. */
    private ByteWriter replace(int from) {
        out.append(bytes, copied, from);
        copied = at;
        return out;
    }

    private boolean next(char expected) {
        skipSpace();
        if (at < to && bytes[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    private void require(char expected) {
        if (!next(expected)) {
            isMalformed = true;
        }
    }

    private void skipSpace() {
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
    }
}
