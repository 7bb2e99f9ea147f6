package dev.interlock.processor.digest;

import javax.lang.model.element.TypeElement;

/**
 * A class that another class names.
 *
 * @param isConverted whether text of requests is converted to the class; if so, the factories and constructors of the
 *     class matter
 * @param isChecked whether the constraints of the class are checked; if so, the accessors of its fields matter
 */
record Lead(TypeElement type, boolean isConverted, boolean isChecked) {
    static Lead plain(TypeElement type) {
        return new Lead(type, false, false);
    }
}
