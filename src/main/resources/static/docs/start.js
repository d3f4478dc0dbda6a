window.addEventListener('load', () => {
  SwaggerUIBundle({
    url: '/api/v1/openapi',
    dom_id: '#swagger-ui',
    deepLinking: true,
    // the default asks a public service to check the document
    validatorUrl: null,
  });
});
