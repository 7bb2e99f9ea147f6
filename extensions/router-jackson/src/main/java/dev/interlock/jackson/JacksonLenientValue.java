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
 * An object, array or map that a {@link JacksonLenientReading} is reading: from the text, or from tokens that Jackson
 * has buffered until it knows the type of an object.
 */
final class JacksonLenientValue {
    /** Parser of the text. */
    private final JsonParser text;
    /** Parser of the value. */
    private final JsonParser parser;
    /** Context of members and elements of the value in its parser. */
    private final JsonStreamContext inside;
    /** Parser that has passed the value once the value was read; null if unknown. */
    private final @Nullable JsonParser source;
    /** Context of the value in its source, or null. */
    private final @Nullable JsonStreamContext around;
    /** Context, in the source, of the members that Jackson has not buffered; null if there is no known context. */
    private final @Nullable JsonStreamContext insideSource;
    /** Value around this one, or null. */
    private final @Nullable JacksonLenientValue outer;

    private final @Nullable Class<?> type;
    /** Number of missing members before this value. */
    private final int missingBefore;
    /** Number of rejected values before this value. */
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
        // If the only member is the name of the type, the parser is already at the end of the object.
        around = source == null ? null : insideSource == null ? source.getParsingContext() : insideSource.getParent();
    }

    private @Nullable JsonParser source() {
        JsonParser base = outer == null ? text : outer.innermost();
        if (innermost() == base) {
            return outer == null || outer.isPlaced() ? base : null;
        }
        // Jackson stores some members until the end of the object around them.
        boolean isWithin = outer == null || (outer.isPlaced() && !outer.isAtEnd());
        // After the tokens of a sequence, the base parser continues. Any other parser may belong to the application,
        // which uses it to test whether a type fits.
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

    /** Whether the value is of a type. */
    boolean is(Class<?> type) {
        return type == this.type;
    }

    /** Whether the place of the value is known, so that reading can continue after it. */
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

    /** Returns the place of the value as a JSON pointer. The place must be known. */
    String place() {
        JsonStreamContext known = Objects.requireNonNull(around);
        return source == text || outer == null ? JacksonProblem.pointer(known) : outer.place(known);
    }

    /** Returns the place of the next token in the value as a JSON pointer. The place of the value must be known. */
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

    /** Whether members of the value are missing, or values in it were rejected. */
    boolean isIncomplete(int missing, int rejected) {
        return missing > missingBefore || hasRejected(rejected);
    }

    /** Whether values inside this value were rejected. */
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

    /** Skips the unread rest of the value. Its place must be known. */
    void skipRest() throws IOException {
        JsonParser rest = Objects.requireNonNull(source);
        while (!isAtEnd()) {
            if (rest.nextToken() == null) {
                throw new EOFException();
            }
        }
    }
}
