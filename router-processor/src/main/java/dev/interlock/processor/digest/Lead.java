package dev.interlock.processor.digest;

import javax.lang.model.element.TypeElement;

/**
 * A class that another class names.
 *
 * @param isConverted whether text of requests is converted to the class; its factories and constructors then matter
 * @param isChecked whether the constraints of the class are checked; the accessors of its fields then matter
 */
record Lead(TypeElement type, boolean isConverted, boolean isChecked) {
    static Lead plain(TypeElement type) {
        return new Lead(type, false, false);
    }
}
