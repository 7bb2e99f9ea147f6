package dev.interlock.processor.write;

import com.google.auto.common.MoreElements;
import javax.lang.model.element.Name;
import javax.lang.model.element.TypeElement;

/** Decides whether generated code can name the classes of {@code java.lang} without imports. */
public final class JavaLang {
    private JavaLang() {}

    /**
     * Whether the package of a type declares no class with the name of one in {@code java.lang}, which it would hide.
     */
    public static boolean isClearIn(TypeElement type) {
        return MoreElements.getPackage(type).getEnclosedElements().stream()
                .noneMatch(it -> isInJavaLang(it.getSimpleName()));
    }

    private static boolean isInJavaLang(Name name) {
        return Object.class.getResource(name + ".class") != null;
    }
}
