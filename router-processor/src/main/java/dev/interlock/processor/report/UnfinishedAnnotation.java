package dev.interlock.processor.report;

import javax.lang.model.element.AnnotationMirror;

/**
 * Thrown when a reader finds an annotation that lacks a member, or whose member has a value of another type. Javac
 * reports these annotations and does not call processors. ECJ also reports them, but still calls processors. The
 * compiler's error is enough, so processors report nothing.
 */
public final class UnfinishedAnnotation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnfinishedAnnotation(AnnotationMirror annotation) {
        super(annotation.toString());
    }
}
