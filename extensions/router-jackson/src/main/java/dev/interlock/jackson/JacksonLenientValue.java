package dev.interlock.jackson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.core.util.JsonParserSequence;
import dev.interlock.generated.text.ClientText;
import java.io.EOFException;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An object, array or map that a {@link JacksonLenientReading} is reading. Its tokens come from the text, or from a
 * buffer: Jackson buffers an object until it knows the type.
 */
final class JacksonLenientValue {
    /** Parser of the whole text. */
    private final JsonParser text;
    /** Parser from which this value is read. */
    private final JsonParser parser;
    /** Context, in {@link #parser}, of the members or elements of this value. */
    private final JsonStreamContext inside;
    /** Parser that is at the end of the value when the value was read. Null if unknown. */
    private final @Nullable JsonParser source;
    /** Context of the value itself in {@link #source}, or null. */
    private final @Nullable JsonStreamContext around;
    /** Context, in {@link #source}, of the members of the value that Jackson has not buffered. Null if unknown. */
    private final @Nullable JsonStreamContext insideSource;
    /** Value around this one, or null. */
    private final @Nullable JacksonLenientValue outer;

    private final @Nullable Class<?> type;
    /** Number of missing members that were recorded before this value began. */
    private final int missingBefore;
    /** Number of values that were rejected before this value began. */
    private final int rejectedBefore;

    private boolean isRejected;

    JacksonLenientValue(
            JsonParser text,
            JsonParser parser,
            @Nullable Class<?> type,
            @Nullable JacksonLenientValue outer,
            int missingBefore,
            int rejectedBefore) {
        this.text = text;
        this.parser = parser;
        this.type = type;
        this.outer = outer;
        this.missingBefore = missingBefore;
        this.rejectedBefore = rejectedBefore;
        inside = parser.getParsingContext();
        source = source();
        insideSource = source == null || isStructEnd(source) ? null : source.getParsingContext();
        // If the type name is the only member, the parser is already at the end of the object.
        around = source == null ? null : insideSource == null ? source.getParsingContext() : insideSource.getParent();
    }

    private @Nullable JsonParser source() {
        JsonParser base = outer == null ? text : outer.innermost();
        if (innermost() == base) {
            return outer == null || outer.isPlaced() ? base : null;
        }
        // Jackson buffers some members until the end of the surrounding object.
        boolean isWithin = outer == null || (outer.isPlaced() && !outer.isAtEnd());
        // After the buffered tokens of a sequence, the base parser continues. Other parsers may belong to the
        // application, for example to try several types.
        return isWithin && parser instanceof JsonParserSequence ? base : null;
    }

    private static boolean isStructEnd(JsonParser parser) {
        JsonToken token = parser.currentToken();
        return token != null && token.isStructEnd();
    }

    /** Returns the parser that delivers the next token. */
    private JsonParser innermost() {
        JsonParser innermost = parser;
        while (innermost instanceof JsonParserDelegate delegating) {
            innermost = delegating.delegate();
        }
        return innermost;
    }

    @Nullable
    JacksonLenientValue outer() {
        return outer;
    }

    /** Whether the value is read as this type. */
    boolean is(Class<?> type) {
        return type == this.type;
    }

    /** Whether the place of the value in the text is known. Only then can the reading continue after the value. */
    boolean isPlaced() {
        return source != null;
    }

    /** Whether the whole value has been read. */
    boolean isAtEnd() {
        return source != null && isStructEnd(source) && source.getParsingContext() == around;
    }

    /** Whether the current token is null. */
    boolean isAtNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    /** Returns the place of the value in the text as a JSON pointer. The place must be known. */
    String place() {
        JsonStreamContext known = Objects.requireNonNull(around);
        return source == text || outer == null ? JacksonProblem.pointer(known) : outer.place(known);
    }

    /** Returns the place of the current member or element as a JSON pointer. The place of the value must be known. */
    String placeOfNext() {
        return place(parser.getParsingContext());
    }

    private String place(JsonStreamContext next) {
        if (innermost() == text) {
            return JacksonProblem.pointer(next);
        }
        JsonStreamContext parent = next.getParent();
        boolean isOwn = next == inside || next == insideSource || parent == null;
        String start = isOwn ? place() : place(parent);
        String name = next.getCurrentName();
        String step = name == null ? String.valueOf(next.getCurrentIndex()) : name;
        return start + "/" + ClientText.pointerToken(ClientText.excerpt(step));
    }

    /**
     * Whether members of the value are missing, or values inside were rejected.
     *
     * @param missing number of missing members so far
     * @param rejected number of rejected values so far
     */
    boolean isIncomplete(int missing, int rejected) {
        return missing > missingBefore || hasRejected(rejected);
    }

    /**
     * Whether values inside this value were rejected.
     *
     * @param rejected number of rejected values so far
     */
    boolean hasRejected(int rejected) {
        return rejected > rejectedBefore;
    }

    /** Whether the application has rejected the value. */
    boolean isRejected() {
        return isRejected;
    }

    void reject() {
        isRejected = true;
    }

    /** Skips the part of the value that was not read. The place of the value must be known. */
    void skipRest() throws IOException {
        JsonParser rest = Objects.requireNonNull(source);
        while (!isAtEnd()) {
            if (rest.nextToken() == null) {
                throw new EOFException();
            }
        }
    }
}
