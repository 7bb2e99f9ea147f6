package dev.interlock.processor.report;

import javax.lang.model.element.AnnotationMirror;

/**
 * Thrown when a reader finds an annotation that lacks a member, or that has a member with a value of the wrong type.
 * Processors do not report these annotations, because the compiler does. Javac does not even call processors after this
 * error; ECJ does.
 */
public final class UnfinishedAnnotation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnfinishedAnnotation(AnnotationMirror annotation) {
        super(annotation.toString());
    }
}
