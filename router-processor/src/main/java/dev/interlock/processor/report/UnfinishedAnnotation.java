package dev.interlock.processor.report;

import javax.lang.model.element.AnnotationMirror;

/**
 * Thrown on reading an annotation that lacks a member, or has a member of another type. Javac reports such annotations
 * before it calls processors; ECJ calls processors all the same. The compiler's error is enough, so nothing is
 * reported.
 */
public final class UnfinishedAnnotation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnfinishedAnnotation(AnnotationMirror annotation) {
        super(annotation.toString());
    }
}
