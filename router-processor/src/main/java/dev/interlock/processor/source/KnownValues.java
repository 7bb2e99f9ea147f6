package dev.interlock.processor.source;

import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;

/** Whether the constants exist that annotations name. */
public final class KnownValues {
    /** Text that javac gives for a constant that does not exist, or does not exist yet. */
    static final String UNKNOWN_CONSTANT = "<error>";

    private KnownValues() {}

    /** Whether the values of an annotation exist. */
    public static boolean isKnown(AnnotationMirror annotation) {
        return annotation.getElementValues().values().stream().allMatch(KnownValues::isKnown);
    }

    /** ECJ puts quotes around unknown constants, too. */
    private static boolean isOfEcj(AnnotationValue value) {
        return value.getClass().getName().startsWith("org.eclipse.");
    }

    private static boolean isKnown(AnnotationValue value) {
        return value.getValue() instanceof List<?> list
                ? list.stream().allMatch(it -> it instanceof AnnotationValue element && isKnown(element))
                // The text of a string has quotes around it. It is slow to make, so it is only asked for if need be.
                : !(value.getValue().equals(UNKNOWN_CONSTANT)
                        && (isOfEcj(value) || value.toString().equals(UNKNOWN_CONSTANT)));
    }
}
