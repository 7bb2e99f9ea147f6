package dev.interlock.processor.source;

import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;

/** Checks that all constants in annotations exist. */
public final class KnownValues {
    /** Value that javac has for a constant that does not exist, or does not exist yet. */
    static final String UNKNOWN_CONSTANT = "<error>";

    private KnownValues() {}

    /** Whether all values that the source gives in an annotation exist. */
    public static boolean isKnown(AnnotationMirror annotation) {
        return annotation.getElementValues().values().stream().allMatch(KnownValues::isKnown);
    }

    /** Whether the value comes from ECJ, which also puts quotes around unknown constants. */
    private static boolean isOfEcj(AnnotationValue value) {
        return value.getClass().getName().startsWith("org.eclipse.");
    }

    private static boolean isKnown(AnnotationValue value) {
        return value.getValue() instanceof List<?> list
                ? list.stream().allMatch(it -> it instanceof AnnotationValue element && isKnown(element))
                // The text of a real string has quotes around it. Building the text is slow, so it is compared last.
                : !(value.getValue().equals(UNKNOWN_CONSTANT)
                        && (isOfEcj(value) || value.toString().equals(UNKNOWN_CONSTANT)));
    }
}
