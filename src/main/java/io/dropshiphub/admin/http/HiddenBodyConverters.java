package io.dropshiphub.admin.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.TypeConverterRegistry;
import org.apache.camel.support.SimpleTypeConverter;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Lets the web server write a {@link HiddenBody}, and a route that is not called over HTTP hand its text to a desk. There is no
 * way to text: that is how traces would ask.
 */
@Component
class HiddenBodyConverters implements SmartInitializingSingleton {

    private final CamelContext camel;

    HiddenBodyConverters(CamelContext camel) {
        this.camel = camel;
    }

    /** Before the first route starts. */
    @Override
    public void afterSingletonsInstantiated() {
        TypeConverterRegistry converters = camel.getTypeConverterRegistry();
        converters.addTypeConverter(
                InputStream.class,
                HiddenBody.class,
                new SimpleTypeConverter(
                        false,
                        (type, exchange, body) -> new ByteArrayInputStream(
                                ((HiddenBody) body).text().getBytes(StandardCharsets.UTF_8))));
        converters.addTypeConverter(
                HiddenBody.class,
                String.class,
                new SimpleTypeConverter(false, (type, exchange, body) -> new HiddenBody((String) body)));
    }
}
