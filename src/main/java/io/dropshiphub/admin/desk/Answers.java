package io.dropshiphub.admin.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropshiphub.admin.http.HiddenBody;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** Writes what a desk gave back as JSON. */
@Component
public class Answers {

    private final ObjectMapper mapper;

    Answers(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** The record, list or map as snake_case JSON; what is hidden is written already. */
    public Object json(@Body Object answer) throws JsonProcessingException {
        return answer instanceof HiddenBody ? answer : mapper.writeValueAsString(answer);
    }

    /** The same for a record with secrets, whose own text tells none: nobody on the way sees the JSON. */
    public HiddenBody hidden(@Body Object answer) throws JsonProcessingException {
        return new HiddenBody(mapper.writeValueAsString(answer));
    }
}
