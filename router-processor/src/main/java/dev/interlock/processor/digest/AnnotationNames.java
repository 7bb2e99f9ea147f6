package dev.interlock.processor.digest;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Identifies annotations by their qualified names. */
final class AnnotationNames {
    private AnnotationNames() {}

    /** Returns the qualified name of an annotation. */
    static String of(AnnotationMirror mirror) {
        return ((TypeElement) mirror.getAnnotationType().asElement())
                .getQualifiedName()
                .toString();
    }

    /** Whether an element has an annotation with the qualified name. */
    static boolean has(Element element, String annotation) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            if (AnnotationNames.of(mirror).equals(annotation)) {
                return true;
            }
        }
        return false;
    }
}
