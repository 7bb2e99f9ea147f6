package dev.interlock.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.interlock.validate.MissingMembers;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Notes the required members that a text lacks, where Jackson itself stops at the first of them. Only texts that Jackson has
 * rejected are read like this. Serves one text.
 */
final class JacksonNotes {
    /** Attribute that holds the notes of the text. */
    static final Object KEY = JacksonNotes.class;

    /** Most exceptions of one text that are caught. Each has a stack trace, so a text must not cause any number of them. */
    private static final int MAX_CAUGHT = 1000;

    private final MissingMembers missing;
    /** Objects that are being read, the innermost first. */
    private final Deque<JacksonPlace> objects = new ArrayDeque<>();

    private int caught;

    JacksonNotes(MissingMembers missing) {
        this.missing = missing;
    }

    /** A copy of the mapper that notes what is missing. Returns the mapper itself if its class cannot be copied. */
    static ObjectMapper noting(ObjectMapper mapper) {
        ObjectMapper copy;
        try {
            copy = mapper.copy();
        } catch (IllegalStateException e) {
            // A subclass without its own copy(). It stops at the first missing member.
            return mapper;
        }
        SimpleModule module = new SimpleModule("interlock-notes");
        module.setValueInstantiators(new JacksonLenience.Instantiators());
        module.setDeserializerModifier(new JacksonLenience());
        return copy.registerModule(module);
    }

    /** Ends the reading of a text that lacks so many members that no more are listed. Has no stack trace. */
    private static final class Full extends JsonMappingException {
        private static final long serialVersionUID = 1L;

        Full(JsonParser parser) {
            super(parser, "Too many members are missing");
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    /** Notes of the text that is being read; null for a value that the application reads from another text. */
    static @Nullable JacksonNotes of(DeserializationContext context) {
        return (JacksonNotes) context.getAttribute(KEY);
    }

    /** As {@link #of}; null as well if the place of the innermost object is unknown. */
    static @Nullable JacksonNotes ofPlace(DeserializationContext context) {
        JacksonNotes notes = of(context);
        JacksonPlace innermost = notes == null ? null : notes.objects.peek();
        return innermost == null || !innermost.isKnown() ? null : notes;
    }

    /** Begins an object. The parser is at its bracket, or at what follows the name of its type. */
    void begin(JsonParser parser, DeserializationContext context) {
        objects.push(JacksonPlace.of(parser, objects.peek(), context.getParser(), missing.count()));
    }

    void end() {
        objects.pop();
    }

    /** Notes that the innermost object has no such member. */
    void absent(DeserializationContext context, String name) throws JsonMappingException {
        missing.addAbsent(pointer(name));
        caught(context);
    }

    /** Notes that such a member of the innermost object is null; not if its value exists, and was rejected. */
    void isNull(DeserializationContext context, String name) throws JsonMappingException {
        String pointer = pointer(name);
        if (!missing.isUnchecked(pointer)) {
            missing.addNull(pointer);
        }
        caught(context);
    }

    /**
     * Whether an exception for the innermost object is due to missing members in it. Then it is noted that there is no
     * object.
     */
    boolean isDueToMissing(DeserializationContext context, Throwable rejection) throws JsonMappingException {
        JacksonProblem.throwIfFatal(rejection);
        if (missing.count() == objects.element().missingBefore()) {
            return false;
        }
        missing.addRejected(objects.element().pointer().toString());
        caught(context);
        return true;
    }

    /** As {@link #isDueToMissing}, for an object that must have been read to its end. */
    boolean isDueToMissingAtEnd(DeserializationContext context, JsonParser parser, Throwable rejection)
            throws JsonMappingException {
        return parser.hasToken(JsonToken.END_OBJECT)
                && objects.element().hasEnded()
                && isDueToMissing(context, rejection);
    }

    private void caught(DeserializationContext context) throws JsonMappingException {
        caught++;
        if (caught >= MAX_CAUGHT) {
            missing.cut();
        }
        if (missing.isFull()) {
            throw new Full(context.getParser());
        }
    }

    private String pointer(String name) {
        StringBuilder pointer = objects.element().pointer();
        JacksonProblem.append(pointer, name);
        return pointer.toString();
    }
}
