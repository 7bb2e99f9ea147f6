package dev.interlock.processor.source;

import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;

/** Checks that the constants in annotations exist. */
public final class KnownValues {
    /** Value that javac gives for a constant that does not exist. Another processor may still generate the constant. */
    static final String UNKNOWN_CONSTANT = "<error>";

    private KnownValues() {}

    /** Whether all values exist that the source gives in an annotation. */
    public static boolean isKnown(AnnotationMirror annotation) {
        return annotation.getElementValues().values().stream().allMatch(KnownValues::isKnown);
    }

    /**
     * Whether the value comes from ECJ. ECJ puts quotes around every string, even around the value of an unknown
     * constant.
     */
    private static boolean isOfEcj(AnnotationValue value) {
        return value.getClass().getName().startsWith("org.eclipse.");
    }

    private static boolean isKnown(AnnotationValue value) {
        return value.getValue() instanceof List<?> list
                ? list.stream().allMatch(it -> it instanceof AnnotationValue element && isKnown(element))
                // javac puts quotes only around a real string. toString() is slow, so this comparison is last.
                : !(value.getValue().equals(UNKNOWN_CONSTANT)
                        && (isOfEcj(value) || value.toString().equals(UNKNOWN_CONSTANT)));
    }
}
