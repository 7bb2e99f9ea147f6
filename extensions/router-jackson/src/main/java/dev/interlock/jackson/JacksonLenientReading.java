package dev.interlock.jackson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.deser.UnresolvedForwardReference;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.interlock.bytes.Slice;
import dev.interlock.generated.text.ClientText;
import dev.interlock.generated.validate.MissingMembers;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a text by a {@link JacksonLenientMapper}. Records the missing members.
 *
 * <p>If the place of an object in the text is known, missing members are recorded and the reading continues. Otherwise,
 * an exception reports the missing member. It ends the reading of the object and of the values around it, up to the
 * first value whose place is known. The exception has the path from there to the member.
 */
final class JacksonLenientReading {
    private static final Object KEY = JacksonLenientReading.class;
    /** Maximum number of rejected values. Each rejection costs an exception. */
    private static final int MAX_REJECTED = 100;

    private final MissingMembers missing;
    /** Innermost value that is being read now, or null. */
    private @Nullable JacksonLenientValue value;
    /** Number of values that the application has rejected. */
    private int rejected;
    /**
     * Whether nulls are not recorded. True while Jackson computes the value for null, because the text then has no
     * null.
     */
    private boolean isQuiet;

    private JacksonLenientReading(MissingMembers missing) {
        this.missing = missing;
    }

    /**
     * Returns the reading to which a context belongs. Returns null for other readings, which are strict: the
     * application or the strict mapper has begun them. A deserializer of the application may take part in both.
     */
    static @Nullable JacksonLenientReading of(DeserializationContext context) {
        return (JacksonLenientReading) context.getAttribute(KEY);
    }

    /**
     * Reads a text and records the missing members.
     *
     * @return null if no value can be created without the missing members
     * @throws JsonProcessingException for a mistake that is not due to missing members
     */
    static @Nullable Object read(ObjectReader reader, Slice text, MissingMembers missing) throws IOException {
        JacksonLenientReading reading = new JacksonLenientReading(missing);
        try {
            Object value = reader.withAttribute(KEY, reading).readValue(text.array(), text.offset(), text.length());
            return reading.hasRejected() ? null : value;
        } catch (JsonMappingException e) {
            JacksonProblem.throwIfFatal(e);
            if (!reading.isDueToMissing(e)) {
                throw e;
            }
        } catch (RuntimeException | AssertionError e) {
            // The code of the application failed because of missing members: the strict reading stopped before it
            // called this code.
            JacksonProblem.throwIfFatal(e);
        }
        return null;
    }

    /**
     * Records the member that an exception reports as missing. Returns false if the exception reports anything else.
     *
     * @param place place of the value to which the path of the exception is relative
     */
    static boolean note(String place, JsonMappingException misfit, MissingMembers missing) {
        JacksonMissing.Kind kind = kindOf(misfit);
        if (kind == null) {
            return false;
        }
        String pointer = place + JacksonProblem.pointer(misfit);
        if (kind == JacksonMissing.Kind.LISTED || missing.contains(pointer)) {
            return true;
        }
        if (kind == JacksonMissing.Kind.NULL) {
            missing.addNull(pointer);
        } else {
            missing.addAbsent(pointer);
        }
        return true;
    }

    /**
     * Returns whether the exception reports an absent, null or already listed member. Returns null if it reports
     * anything else.
     */
    private static JacksonMissing.@Nullable Kind kindOf(JsonMappingException misfit) {
        if (misfit instanceof JacksonMissing gap) {
            return gap.kind();
        }
        boolean isNull = misfit instanceof InvalidNullException
                || (misfit instanceof MismatchedInputException mismatch
                        && mismatch.getCurrentToken() == JsonToken.VALUE_NULL);
        return isNull ? JacksonMissing.Kind.NULL : null;
    }

    private boolean isDueToMissing(JsonMappingException misfit) {
        return note("", misfit, missing)
                || isRejection("", misfit, hasRejected())
                // Only the strict reading can tell whether Jackson can read a type. It reports this mistake itself.
                || misfit instanceof InvalidDefinitionException
                // The text refers to an object that was rejected.
                || (misfit instanceof UnresolvedForwardReference && hasRejected());
    }

    /**
     * Whether the application rejected a value because members in it are missing.
     *
     * @param hasRejected whether values inside were rejected; null replaces such a value, and a collection may reject
     *     null
     */
    private boolean isRejection(String place, JsonMappingException misfit, boolean hasRejected) {
        String pointer = place + JacksonProblem.pointer(misfit);
        boolean mayBeWithin = hasRejected || JacksonProblem.isOfApplication(misfit);
        return mayBeWithin ? missing.isWithin(pointer) : missing.contains(pointer);
    }

    /** Marks the begin of an object, array or map. */
    JacksonLenientValue begin(JsonParser parser, @Nullable Class<?> type, DeserializationContext context) {
        JacksonLenientValue inner =
                new JacksonLenientValue(context.getParser(), parser, type, value, missing.count(), rejected);
        value = inner;
        return inner;
    }

    /** Marks the end of the value that began last. */
    void end(JacksonLenientValue inner) {
        value = inner.outer();
    }

    /** Whether the application has rejected a value. */
    boolean hasRejected() {
        return rejected > 0;
    }

    /** Whether the application has rejected a value inside the current value. */
    boolean hasRejectedInside() {
        return value != null && value.hasRejected(rejected);
    }

    /**
     * Whether an exception rejects only this value, because members of the value are missing. If so, the reading
     * continues after the value. Also records the member that the exception reports.
     */
    boolean rejects(JacksonLenientValue inner, Throwable problem) {
        JacksonProblem.throwIfFatal(problem);
        return mayReject(inner) && isDueToMissing(inner, problem) && reject(inner);
    }

    private boolean isDueToMissing(JacksonLenientValue inner, Throwable problem) {
        boolean isIncomplete = inner.isIncomplete(missing.count(), rejected);
        if (problem instanceof JsonMappingException misfit) {
            return note(inner.place(), misfit, missing)
                    || (isIncomplete && isRejection(inner.place(), misfit, inner.hasRejected(rejected)));
        }
        return !(problem instanceof IOException) && isIncomplete;
    }

    /** Whether an exception rejects the current value of this type, because members of the value are missing. */
    boolean rejects(Class<?> type, Throwable problem) {
        JacksonProblem.throwIfFatal(problem);
        JacksonLenientValue inner = value;
        return inner != null
                && inner.is(type)
                && mayReject(inner)
                && inner.isIncomplete(missing.count(), rejected)
                && reject(inner);
    }

    /** Whether the reading may continue after this value is rejected. */
    private boolean mayReject(JacksonLenientValue inner) {
        return !missing.isFull() && rejected < MAX_REJECTED && inner.isPlaced();
    }

    private boolean reject(JacksonLenientValue inner) {
        inner.reject();
        rejected++;
        return true;
    }

    /** Sets whether nulls are not recorded. Returns the previous setting. */
    boolean setQuiet(boolean isQuiet) {
        boolean wasQuiet = this.isQuiet;
        this.isQuiet = isQuiet;
        return wasQuiet;
    }

    /** Whether the current null replaces a rejected value. Otherwise, the text contains null. */
    boolean isOfRejected() {
        return hasRejected() && (value == null || !value.isAtNull());
    }

    /** Records that the member for a parameter of a creator is absent. */
    void noteAbsent(SettableBeanProperty parameter, DeserializationContext context) throws JacksonMissing {
        if (value == null || !value.isAtEnd()) {
            JacksonMissing gap = new JacksonMissing(context.getParser(), JacksonMissing.Kind.ABSENT);
            gap.prependPath(parameter.getMember().getDeclaringClass(), parameter.getName());
            throw gap;
        }
        String place = memberPlace(value, parameter);
        if (!missing.contains(place)) {
            missing.addAbsent(place);
        }
        stopIfFull(context);
    }

    /** Records that a member is null. */
    void noteNull(SettableBeanProperty member, DeserializationContext context) throws JacksonMissing {
        addNull(memberPlace(placedAtNull(context), member));
        stopIfFull(context);
    }

    /** Records that an element is null. Does nothing if the null does not come from the text. */
    void noteNullElement(DeserializationContext context) throws JacksonMissing {
        // Jackson cannot reject null as the value of a map entry.
        if (!isQuiet && !isOfRejected() && (value == null || !value.is(Map.Entry.class))) {
            addNull(placedAtNull(context).placeOfNext());
            stopIfFull(context);
        }
    }

    /** Records a null member. Records it only once, even if the text contains the member under several names. */
    private void addNull(String place) {
        if (!missing.contains(place)) {
            missing.addNull(place);
        }
    }

    private JacksonLenientValue placedAtNull(DeserializationContext context) throws JacksonMissing {
        if (value == null || !value.isPlaced() || !value.isAtNull()) {
            throw new JacksonMissing(context.getParser(), JacksonMissing.Kind.NULL);
        }
        return value;
    }

    private static String memberPlace(JacksonLenientValue object, SettableBeanProperty member) {
        return object.place() + "/" + ClientText.pointerToken(ClientText.excerpt(member.getName()));
    }

    private void stopIfFull(DeserializationContext context) throws JacksonMissing {
        if (missing.isFull()) {
            throw new JacksonMissing(context.getParser(), JacksonMissing.Kind.LISTED);
        }
    }
}
