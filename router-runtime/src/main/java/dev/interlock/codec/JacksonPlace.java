package dev.interlock.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserSequence;
import org.jspecify.annotations.Nullable;

/** Place of an object that Jackson reads. */
final class JacksonPlace {
    private final JsonParser parser;
    private final @Nullable JacksonPlace outer;
    /** Array, object or text around the object, or null. Its name or index leads to the object. */
    private final @Nullable JsonStreamContext around;
    /**
     * First context of a buffer that begins within the object, or null. Jackson buffers the members before the name of a
     * type. If the first value in the buffer is an array or object, its context stands for the object, as well as its
     * parent.
     */
    private final @Nullable JsonStreamContext doubled;

    private final boolean isKnown;
    private final int missingBefore;

    private JacksonPlace(
            JsonParser parser,
            @Nullable JacksonPlace outer,
            @Nullable JsonStreamContext doubled,
            boolean isKnown,
            int missingBefore) {
        this.parser = parser;
        this.outer = outer;
        this.doubled = doubled;
        this.isKnown = isKnown;
        this.missingBefore = missingBefore;
        JsonStreamContext current = parser.getParsingContext();
        // An object may consist of nothing but the name of its type: then it has ended.
        this.around = isWithin(parser) ? parent(current) : current;
    }

    /**
     * Place of an object that begins.
     *
     * @param outer place of the object around it, or null
     * @param main parser of the text
     * @param missingBefore number of missing members that are known
     */
    static JacksonPlace of(
            JsonParser parser, @Nullable JacksonPlace outer, @Nullable JsonParser main, int missingBefore) {
        JsonParser before = outer == null ? main : outer.parser;
        JsonStreamContext doubled = parser instanceof JsonParserSequence
                        && before != null
                        && parser.getParsingContext().getParent() == before.getParsingContext()
                ? parser.getParsingContext()
                : null;
        return new JacksonPlace(parser, outer, doubled, isKnown(parser, outer, main), missingBefore);
    }

    private static boolean isKnown(JsonParser parser, @Nullable JacksonPlace outer, @Nullable JsonParser main) {
        if (outer != null && outer.parser == parser) {
            return outer.isKnown;
        }
        boolean isBuffered = parser instanceof JsonParserSequence
                && main != null
                && root(parser.getParsingContext()) == root(main.getParsingContext());
        return parser == main || isBuffered;
    }

    private static JsonStreamContext root(JsonStreamContext context) {
        JsonStreamContext root = context;
        for (JsonStreamContext next = root.getParent(); next != null; next = root.getParent()) {
            root = next;
        }
        return root;
    }

    private static boolean isWithin(JsonParser parser) {
        JsonToken token = parser.currentToken();
        return token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY || token == JsonToken.FIELD_NAME;
    }

    /** Whether the place is that in the text: an application may read an object from a tree of its own. */
    boolean isKnown() {
        return isKnown;
    }

    /** Number of missing members that were known when the object began. */
    int missingBefore() {
        return missingBefore;
    }

    /** Whether the parser, which is at the end of an object, is at the end of this one. */
    boolean hasEnded() {
        return parser.getParsingContext() == around;
    }

    /** JSON pointer to the object, with names that are cut. */
    StringBuilder pointer() {
        return JacksonProblem.pointer(around, this::parent);
    }

    private @Nullable JsonStreamContext parent(JsonStreamContext context) {
        JsonStreamContext parent = context.getParent();
        return parent != null && isDoubled(context) ? parent.getParent() : parent;
    }

    private boolean isDoubled(JsonStreamContext context) {
        for (JacksonPlace place = this; place != null; place = place.outer) {
            if (place.doubled == context) {
                return true;
            }
        }
        return false;
    }
}
