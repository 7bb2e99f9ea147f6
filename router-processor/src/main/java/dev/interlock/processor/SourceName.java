package dev.interlock.processor;

import com.palantir.javapoet.ClassName;
import java.util.Optional;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * A class name that stays valid over all rounds of a compilation. Elements of earlier rounds are stale.
 *
 * @param name canonical name of the class
 * @param module name of the module of the class; empty for the unnamed module. Two modules of one compilation may have
 *     classes with the same name.
 */
record SourceName(String name, String module) implements Comparable<SourceName> {
    static SourceName of(TypeElement type, Elements elements) {
        ModuleElement module = elements.getModuleOf(type);
        // In a qualified name, ECJ replaces a dollar sign at the start of a nested class's name by a dot. The canonical
        // name is made of simple names, which keep the dollar sign.
        return new SourceName(
                ClassName.get(type).canonicalName(),
                module == null ? "" : module.getQualifiedName().toString());
    }

    /** Returns the class in this round; empty if it no longer exists. */
    Optional<TypeElement> find(Elements elements) {
        ModuleElement around = module.isEmpty() ? null : elements.getModuleElement(module);
        return Optional.ofNullable(
                around == null ? elements.getTypeElement(name) : elements.getTypeElement(around, name));
    }

    /**
     * Returns the name that the filer needs for a generated class in the package of this class. The name includes the
     * module only if two modules have a class with this class's name.
     */
    String beside(String generated, Elements elements) {
        boolean isUnique = module.isEmpty() || elements.getTypeElement(name) != null;
        return isUnique ? generated : module + "/" + generated;
    }

    @Override
    public int compareTo(SourceName other) {
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : module.compareTo(other.module);
    }
}
