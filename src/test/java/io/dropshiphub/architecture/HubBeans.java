package io.dropshiphub.architecture;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/** The beans of the code base by name, found without starting it. */
final class HubBeans {

    private final Map<String, Class<?>> types = new HashMap<>();

    HubBeans() throws IOException {
        MetadataReaderFactory readers = new CachingMetadataReaderFactory();
        for (Resource resource : new PathMatchingResourcePatternResolver()
                .getResources("file:target/classes/io/dropshiphub/**/*.class")) {
            String name = readers.getMetadataReader(resource).getClassMetadata().getClassName();
            Class<?> type = ClassUtils.resolveClassName(name, HubBeans.class.getClassLoader());
            if (AnnotatedElementUtils.hasAnnotation(type, Component.class)) {
                types.put(StringUtils.uncapitalizeAsProperty(type.getSimpleName()), type);
                for (Method method : type.getDeclaredMethods()) {
                    if (AnnotatedElementUtils.hasAnnotation(method, Bean.class)) {
                        types.put(method.getName(), method.getReturnType());
                    }
                }
            }
        }
    }

    boolean has(String name) {
        return types.containsKey(name);
    }

    /** @param call a method's name, with or without arguments; null means that Camel shall choose */
    boolean hasMethod(String name, String call) {
        if (call == null) {
            return true;
        }
        int parenthesis = call.indexOf('(');
        String wanted = parenthesis < 0 ? call : call.substring(0, parenthesis);
        return Arrays.stream(types.get(name).getMethods())
                .anyMatch(method -> method.getName().equals(wanted));
    }
}
