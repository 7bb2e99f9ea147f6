package dev.interlock.codec;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.jsontype.impl.TypeDeserializerBase;
import dev.interlock.http.ReferenceToken;
import dev.interlock.json.JsonProblem;
import dev.interlock.json.JsonScanner;
import dev.interlock.validate.MissingMembers;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Notes the required members that a text lacks, where Jackson itself stops at the first of them. It reads the text without
 * making values, and no further once it lists no more members. For one text.
 */
final class JacksonMembers {
    private final JacksonShapes shapes;
    private final DeserializationContext context;
    private final JsonScanner scanner;
    private final MissingMembers missing;
    /** Whether all values so far have known shapes. */
    private boolean isComplete = true;

    private JacksonMembers(JacksonShapes shapes, JsonScanner scanner, MissingMembers missing) {
        this.shapes = shapes;
        this.context = shapes.context();
        this.scanner = scanner;
        this.missing = missing;
    }

    /**
     * Notes the missing members.
     *
     * @param scanner at the start of the text, which must be JSON
     * @return whether all members are known that may be missing
     */
    static boolean note(JavaType type, JacksonShapes shapes, JsonScanner scanner, MissingMembers missing) {
        JacksonMembers members = new JacksonMembers(shapes, scanner, missing);
        members.read(shapes.ofBody(type, members.context), false);
        return members.isComplete;
    }

    private void read(JacksonShape shape, boolean refusesNull) {
        if (scanner.peek() == 'n') {
            scanner.skip();
            if (refusesNull) {
                missing.addNull(JsonProblem.pointer(scanner));
            }
        } else if (shape instanceof JacksonShape.Elements elements && scanner.peek() == elements.bracket()) {
            readElements(elements);
        } else if (shape instanceof JacksonShape.Members members && scanner.peek() == '{') {
            readObject(members.bean());
        } else if (shape instanceof JacksonShape.Typed typed) {
            readTyped(typed.types());
        } else {
            skip(shape);
        }
    }

    private void skip(JacksonShape shape) {
        boolean mayHaveMembers = scanner.peek() == '{' || scanner.peek() == '[';
        isComplete &= !mayHaveMembers || !(shape instanceof JacksonShape.Any any) || any.isComplete();
        scanner.skip();
    }

    private void readElements(JacksonShape.Elements elements) {
        boolean isArray = elements.bracket() == '[';
        if (isArray) {
            scanner.beginArray();
        } else {
            scanner.beginObject();
        }
        while (!missing.isFull() && (isArray ? scanner.hasNextElement() : scanner.hasNextName())) {
            if (!isArray) {
                scanner.nextName();
            }
            read(elements.element(), elements.refusesNull());
        }
        end(isArray);
    }

    private void end(boolean isArray) {
        if (missing.isFull()) {
            return;
        }
        if (isArray) {
            scanner.endArray();
        } else {
            scanner.endObject();
        }
    }

    private void readObject(JacksonBean bean) {
        BitSet found = new BitSet(bean.requiredCount());
        Map<String, String> typeNames = typeNames(bean);
        scanner.beginObject();
        while (!missing.isFull() && scanner.hasNextName()) {
            scanner.nextName();
            JacksonMember member = bean.member(scanner.name(), shapes, context);
            if (member == null) {
                scanner.skip();
                continue;
            }
            if (member.required() >= 0) {
                found.set(member.required());
            }
            read(shape(member, typeNames), member.refusesNull());
        }
        end(false);
        noteAbsent(bean, found);
    }

    private void noteAbsent(JacksonBean bean, BitSet found) {
        int number = found.nextClearBit(0);
        if (missing.isFull() || number >= bean.requiredCount()) {
            return;
        }
        String place = JsonProblem.pointer(scanner);
        while (number < bean.requiredCount() && !missing.isFull()) {
            missing.addAbsent(place + "/" + ReferenceToken.of(bean.requiredName(number)));
            number = found.nextClearBit(number + 1);
        }
    }

    /** Names of types that are members of the object which comes next. */
    private Map<String, String> typeNames(JacksonBean bean) {
        if (bean.typeNames().isEmpty()) {
            return Map.of();
        }
        Map<String, String> names = new HashMap<>();
        for (String member : bean.typeNames()) {
            String name = scanner.stringOf(member);
            if (name != null) {
                names.put(member, name);
            }
        }
        return names;
    }

    private JacksonShape shape(JacksonMember member, Map<String, String> typeNames) {
        return member.shape() instanceof JacksonShape.Typed typed && JacksonBean.isExternal(typed.types())
                ? shapes.named(typed.types(), typeNames.get(typed.types().getPropertyName()), context)
                : member.shape();
    }

    private void readTyped(TypeDeserializerBase types) {
        JsonTypeInfo.As place = types.getTypeInclusion();
        int bracket = scanner.peek();
        if (place == JsonTypeInfo.As.WRAPPER_OBJECT && bracket == '{') {
            readWrapper(types);
        } else if (place == JsonTypeInfo.As.WRAPPER_ARRAY && bracket == '[') {
            readPair(types);
        } else if (bracket == '{' && types.getPropertyName() != null) {
            read(shapes.named(types, scanner.stringOf(types.getPropertyName()), context), false);
        } else {
            scanner.skip();
        }
    }

    /** An object whose only name is that of the type. */
    private void readWrapper(TypeDeserializerBase types) {
        scanner.beginObject();
        while (!missing.isFull() && scanner.hasNextName()) {
            scanner.nextName();
            read(shapes.named(types, scanner.name(), context), false);
        }
        end(false);
    }

    /** An array of the name of the type and the value. */
    private void readPair(TypeDeserializerBase types) {
        scanner.beginArray();
        JacksonShape shape = JacksonShape.UNKNOWN;
        while (!missing.isFull() && scanner.hasNextElement()) {
            if (shape == JacksonShape.UNKNOWN && scanner.peek() == '"') {
                shape = shapes.named(types, scanner.stringValue(), context);
            } else {
                read(shape, false);
            }
        }
        end(true);
    }
}
