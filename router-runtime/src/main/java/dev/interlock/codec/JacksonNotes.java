package dev.interlock.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.interlock.validate.MissingMembers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/**
 * Notes the required members that a text lacks, where Jackson itself stops at the first of them. Only texts that Jackson has
 * rejected are read like this. For one text.
 */
final class JacksonNotes {
    /** Attribute that holds the notes of the text. */
    static final Object KEY = JacksonNotes.class;

    private final MissingMembers missing;
    /** Parsers of the objects that are being read, the innermost first. */
    private final Deque<JsonParser> objects = new ArrayDeque<>();

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

    /** Those of the text that is being read. */
    static JacksonNotes of(DeserializationContext context) {
        return (JacksonNotes) Objects.requireNonNull(context.getAttribute(KEY), "No notes are taken");
    }

    /** Begins an object, which the parser is at. */
    void begin(JsonParser parser) {
        objects.push(parser);
    }

    void end() {
        objects.pop();
    }

    /** Notes that the innermost object has no such member. */
    void absent(String name) {
        if (!missing.isFull()) {
            missing.addAbsent(pointer(name));
        }
    }

    /** Notes that such a member of the innermost object is null; not if its value exists, and was rejected. */
    void isNull(String name) {
        String pointer = missing.isFull() ? "" : pointer(name);
        if (!missing.isFull() && !missing.isUnchecked(pointer)) {
            missing.addNull(pointer);
        }
    }

    /** Notes that the constructor of the innermost object has rejected its members. */
    void rejected() {
        if (!missing.isFull()) {
            missing.addRejected(pointer().toString());
        }
    }

    private String pointer(String name) {
        StringBuilder pointer = pointer();
        JacksonProblem.append(pointer, name);
        return pointer.toString();
    }

    /** Pointer to the innermost object. */
    private StringBuilder pointer() {
        JsonParser parser = objects.element();
        JsonStreamContext place = parser.getParsingContext();
        // The context of an object is its own until it has ended.
        boolean isWithin = !parser.hasToken(JsonToken.END_OBJECT) && place.getParent() != null;
        return new StringBuilder(JacksonProblem.pointer((isWithin ? place.getParent() : place).pathAsPointer()));
    }
}
