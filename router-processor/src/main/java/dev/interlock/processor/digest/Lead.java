package dev.interlock.processor.digest;

import javax.lang.model.element.TypeElement;

/**
 * A class that another class names.
 *
 * @param isConverted whether text of requests is converted to it, so that its factories and constructors matter
 */
record Lead(TypeElement type, boolean isConverted) {
    static Lead plain(TypeElement type) {
        return new Lead(type, false);
    }

    static Lead converted(TypeElement type) {
        return new Lead(type, true);
    }
}
