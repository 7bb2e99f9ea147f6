package dev.interlock.processor.digest;

import javax.lang.model.element.TypeElement;

/**
 * A class that another class names.
 *
 * @param isConverted whether text of requests is converted to it, so that its factories and constructors matter
 * @param isChecked whether its constraints are checked, so that the accessors of its fields matter
 */
record Lead(TypeElement type, boolean isConverted, boolean isChecked) {
    static Lead plain(TypeElement type) {
        return new Lead(type, false, false);
    }
}
