package dev.interlock.codec;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import dev.interlock.json.JsonScanner;
import dev.interlock.validate.MissingMembers;
import java.util.List;

/** An exception of Jackson, which may be due to missing members. */
final class JacksonMisfit {
    private final JacksonShapes shapes;
    private final DeserializationContext context;
    private final JsonScanner scanner;

    private JacksonMisfit(JacksonShapes shapes, JsonScanner scanner) {
        this.shapes = shapes;
        this.context = shapes.context();
        this.scanner = scanner;
    }

    /**
     * Notes the member that an exception is about, if it is missing. Some constructors require more than properties tell:
     * those of Kotlin accept no null.
     *
     * @param scanner at the start of the text
     */
    static void note(
            JsonMappingException cause,
            JavaType type,
            JacksonShapes shapes,
            JsonScanner scanner,
            MissingMembers missing) {
        boolean mayBeMissing =
                cause instanceof MismatchedInputException && !(cause instanceof PropertyBindingException);
        String pointer = JacksonProblem.pointer(cause);
        if (!mayBeMissing || missing.isFull() || missing.isWithin(pointer)) {
            return;
        }
        JacksonMisfit misfit = new JacksonMisfit(shapes, scanner);
        Found found = misfit.find(shapes.ofBody(type, misfit.context), cause.getPath());
        int offset = JacksonProblem.offset(cause);
        // Some paths of Jackson lack names: the place in the text must be the same. A constructor is called at the end.
        if (found == Found.NULL && (scanner.offset() == offset || misfit.end() == offset)) {
            missing.addNull(pointer);
        } else if (found == Found.NOTHING && scanner.offset() == offset) {
            missing.addAbsent(pointer);
        }
    }

    /** Reads the innermost object to its end. Returns the number of bytes before that. */
    private int end() {
        scanner.skip();
        while (scanner.hasNextName()) {
            scanner.nextName();
            scanner.skip();
        }
        return scanner.offset();
    }

    /** What stands at a place. */
    private enum Found {
        NULL,
        NOTHING,
        OTHER
    }

    /** Leaves the scanner at the member, or at the end of the object that lacks it. */
    private Found find(JacksonShape body, List<JsonMappingException.Reference> path) {
        JacksonShape shape = body;
        for (int i = 0; i < path.size(); i++) {
            JacksonShape around = ofTyped(shape);
            String name = path.get(i).getFieldName();
            if (around instanceof JacksonShape.Members members && name != null && scanner.peek() == '{') {
                JacksonMember member = members.bean().member(name, shapes, context);
                boolean isLast = i == path.size() - 1;
                if (member == null || !enter(name) || isLast) {
                    return member == null || !isLast ? Found.OTHER : ofMember();
                }
                shape = member.shape();
            } else if (around instanceof JacksonShape.Elements elements
                    && scanner.peek() == elements.bracket()
                    && (name == null ? enter(path.get(i).getIndex()) : enter(name))) {
                shape = elements.element();
            } else {
                return Found.OTHER;
            }
        }
        return Found.OTHER;
    }

    private Found ofMember() {
        return switch (scanner.peek()) {
            case '}' -> Found.NOTHING;
            case 'n' -> Found.NULL;
            default -> Found.OTHER;
        };
    }

    private JacksonShape ofTyped(JacksonShape shape) {
        if (shape instanceof JacksonShape.Typed typed
                && scanner.peek() == '{'
                && typed.types().getTypeInclusion() == JsonTypeInfo.As.PROPERTY) {
            return shapes.named(typed.types(), scanner.stringOf(typed.types().getPropertyName()), context);
        }
        return shape;
    }

    private boolean enter(String name) {
        scanner.beginObject();
        while (scanner.hasNextName()) {
            scanner.nextName();
            if (scanner.name().equals(name)) {
                return true;
            }
            scanner.skip();
        }
        return false;
    }

    private boolean enter(int index) {
        if (scanner.peek() != '[') {
            return false;
        }
        scanner.beginArray();
        for (int i = 0; scanner.hasNextElement(); i++) {
            if (i == index) {
                return true;
            }
            scanner.skip();
        }
        return false;
    }

    /**
     * Whether an exception is due to members that are known to be missing: it is about one, or an object in which members
     * are missing was rejected by the application.
     *
     * @param isComplete whether all members are known that may be missing
     */
    static boolean isDueToMissing(JsonMappingException cause, MissingMembers missing, boolean isComplete) {
        if (cause instanceof InvalidDefinitionException) {
            return true;
        }
        String pointer = JacksonProblem.pointer(cause);
        return JacksonProblem.isOfApplication(cause)
                ? !isComplete || missing.isWithin(pointer)
                : missing.contains(pointer);
    }
}
