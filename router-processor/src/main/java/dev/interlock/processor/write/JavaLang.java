package dev.interlock.processor.write;

import com.google.auto.common.MoreElements;
import javax.lang.model.element.Name;
import javax.lang.model.element.TypeElement;

/** Decides whether generated code can name classes of {@code java.lang} without imports. */
public final class JavaLang {
    private JavaLang() {}

    /**
     * Whether generated code in the package of a type can use the simple names of {@code java.lang}. A class of the
     * package with one of these names would hide the class of {@code java.lang}.
     */
    public static boolean isClearIn(TypeElement type) {
        return MoreElements.getPackage(type).getEnclosedElements().stream()
                .noneMatch(it -> isInJavaLang(it.getSimpleName()));
    }

    private static boolean isInJavaLang(Name name) {
        return Object.class.getResource(name + ".class") != null;
    }
}
